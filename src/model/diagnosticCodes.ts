/**
 * Every diagnostic's stable code. Codes are never re-used; `docs/diagnostics.md` explains each.
 */
export const DIAGNOSTIC_CODES = {
  // The project
  ESF001: "decorators are compiled without experimentalDecorators",
  ESF002: "no decorator metadata is emitted",
  ESF003: "the package is loaded more than once",
  ESF004: "nothing is registered",
  ESF005: "the index module cannot be loaded",
  ESF006: "a definition is not exported by the index module",
  ESF007: "a decorator stands where it cannot work",
  ESF009: "a library is installed as TypeScript",
  ESF010: "the project's TypeScript finds an error",
  ESF011: "types are not checked",
  ESF012: "a definition is not loaded",
  // Names
  ESF101: "a name breaks the platform's rules",
  ESF102: "a name is used twice",
  ESF103: "an event type is claimed by two classes",
  ESF104: "a decorator has no such option",
  ESF105: "an option has a value that it cannot have",
  // State views
  ESF201: "a state view has no handlers",
  ESF202: "an event type has two handlers",
  ESF203: "a handler's payload class cannot be known",
  ESF204: "an event class is undefined",
  ESF205: "@On stands outside a state view",
  ESF206: "a parameter is used with two kinds",
  ESF207: "a selector breaks the platform's rules",
  ESF208: "a state view selects every event",
  ESF209: "content that is not JSON has no codec",
  ESF210: "@On names a class that is no domain event",
  ESF211: "a state view's version is no positive integer",
  ESF212: "a state view keeps state that is not stored",
  ESF213: "a state view is asynchronous",
  ESF214: "a handler's event type is not that of its payload class",
  ESF215: "a property of a state is not both written and read",
  ESF216: "all states of a view begin with one object",
  ESF217: "a class of a state has what JSON cannot carry",
  ESF220: "a handler returns a state",
  ESF221: "a handler is never called",
  ESF222: "an event has no subject, but a view selects by subject",
  ESF223: "a selector names what no event of the project has",
  // Commands and decisions
  ESF301: "a command has no decision",
  ESF302: "a command has two decisions",
  ESF303: "a decision belongs to no command",
  ESF304: "a decision is asynchronous",
  ESF305: "a view is read by name, so no append condition is derived from it",
  ESF306: "every command of a class is refused, for it has a field that no rule speaks of",
  // Payloads
  ESF401: "an emitted event names no stream",
  ESF402: "a property's type is lost in JSON",
  ESF403: "a class has no rules",
  ESF404: "@Subject is misused",
  ESF405: "a property of a command has no rule",
  ESF406: "a class is read and written without compiled code",
  ESF407: "a rule refuses everything inside a component",
  ESF410: "@Type names a class that cannot be made",
  ESF411: "@Codec has no pair of functions",
  ESF415: "the rules let through what the type forbids",
  // What runs inside a component
  ESF501: "the engine lacks what the code uses",
  ESF502: "the code is not deterministic",
  ESF503: "the code does at load time what works only in a call",
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
