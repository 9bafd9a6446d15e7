import type { Diagnostic } from "./diagnostic.js";
import type { SourceLocation } from "./sourceLocation.js";
import type { LostType } from "./payload.js";
import type { MisplacedRecord } from "./records.js";

/** Whom a diagnostic is about. */
export interface Place {
  readonly className?: string | undefined;
  readonly member?: string | undefined;
  readonly where?: SourceLocation | undefined;
}

const error = (
  code: Diagnostic["code"],
  { className, member, where }: Place,
  cause: string,
  remedy: string,
): Diagnostic => ({ code, severity: "error", className, member, where, cause, remedy });

const warning = (...args: Parameters<typeof error>): Diagnostic => ({
  ...error(...args),
  severity: "warning",
});

/** How a place is named within the text of a diagnostic about another one. */
function at({ className, member, where }: Place): string {
  const name = [className, member].filter((part) => part !== undefined).join(".");
  return where === undefined ? name : `${name} (${where.file}:${String(where.line)})`;
}

/** One factory for each situation; each names what was found and what to write instead. */
export const Problem = {
  standardDecorators: (place: Place, decorator: string): Diagnostic =>
    error(
      "ESF001",
      place,
      `@${decorator}() was compiled as a standard (TC39) decorator.`,
      `Set "experimentalDecorators": true and "emitDecoratorMetadata": true in tsconfig.json.`,
    ),

  missingFlag: (place: Place, flag: string, value: string): Diagnostic =>
    error(
      flag === "experimentalDecorators" ? "ESF001" : "ESF002",
      place,
      `The compiler option ${flag} is not ${value}.`,
      `Set "${flag}": ${value} under compilerOptions in tsconfig.json.`,
    ),

  fieldsAreDefined: (place: Place): Diagnostic => ({
    ...error(
      "ESF002",
      place,
      "Fields without initialiser are defined as undefined (useDefineForClassFields).",
      `Set "useDefineForClassFields": false in tsconfig.json, so that a field that was not sent is absent.`,
    ),
    severity: "warning",
  }),

  noMetadata: (place: Place): Diagnostic =>
    error(
      "ESF002",
      place,
      "The compiler emitted no types for the handler's parameters.",
      `Set "emitDecoratorMetadata": true in tsconfig.json, or name the class: @On("…", () => Class).`,
    ),

  loadedTwice: (versions: readonly string[]): Diagnostic =>
    error(
      "ESF003",
      {},
      `evidentsource-functions is loaded ${String(versions.length)} times (versions ${versions.join(", ")}).`,
      "Run `npm ls evidentsource-functions` and make all dependents use one version.",
    ),

  libraryTwice: (library: string, project: string, own: string): Diagnostic =>
    error(
      "ESF003",
      {},
      `${library} is installed twice: ${project} for the project, ${own} for evidentsource-functions.`,
      `Run \`npm dedupe\`, or install one version that both accept.`,
    ),

  nothingRegistered: (place: Place): Diagnostic =>
    error(
      "ESF004",
      place,
      "The index module registers no state view and no command.",
      `Export them from it: export * from "./account-summary.js".`,
    ),

  notLoadable: (place: Place, reason: string): Diagnostic =>
    error(
      "ESF005",
      place,
      `The index module cannot be loaded: ${reason}.`,
      "Mend the error; if a class is used before its initialisation, break the circular import.",
    ),

  notExported: (place: Place, what: string): Diagnostic =>
    error(
      "ESF006",
      place,
      `${what} is loaded but not exported by the index module.`,
      `Export the class: export { ${place.className ?? ""} } from "…" in the index module.`,
    ),

  misplaced: (place: Place, record: MisplacedRecord): Diagnostic =>
    record.because === "static-member"
      ? error(
          "ESF007",
          place,
          `@${record.name}() stands on a static member.`,
          "Remove `static`: views and commands are instances.",
        )
      : error(
          "ESF007",
          place,
          `@${record.name}() stands on something that it does not fit.`,
          "Class decorators go before `class`, @On and @Decide before methods, @Subject before properties.",
        ),

  invalidName: (place: Place, cause: string): Diagnostic =>
    error("ESF101", place, sentence(cause), "Choose a name that the platform accepts."),

  duplicateName: (place: Place, kind: string, name: string, first: Place): Diagnostic =>
    error(
      "ESF102",
      place,
      `The ${kind} name "${name}" already belongs to ${at(first)}.`,
      "Give one of them another name.",
    ),

  eventTypeClaimedTwice: (place: Place, type: string, first: Place): Diagnostic =>
    error(
      "ESF103",
      place,
      `The event type "${type}" is already claimed by ${at(first)}.`,
      "Keep one class for each event type, or give this one another type.",
    ),

  noHandlers: (place: Place): Diagnostic =>
    error(
      "ESF201",
      place,
      "The state view has no handlers, so it selects no events.",
      "Add a method with @On(EventClass).",
    ),

  twoHandlers: (place: Place, what: string, first: string): Diagnostic =>
    error(
      "ESF202",
      place,
      `${what} already has the handler ${first}.`,
      "Fold both in one method, or remove one of them.",
    ),

  payloadUnknown: (place: Place, type: string): Diagnostic =>
    error(
      "ESF203",
      place,
      `The payload's class cannot be known: the first parameter's type is ${type}.`,
      `Use a class as its type (imported without \`type\`), or name it: @On("…", () => Class).`,
    ),

  eventUndefined: (place: Place, what: string): Diagnostic =>
    error(
      "ESF204",
      place,
      `${what} is undefined; the modules probably import each other in a circle.`,
      "Move the class to a module that imports neither of them.",
    ),

  onOutsideView: (place: Place): Diagnostic =>
    error(
      "ESF205",
      place,
      "@On stands in a class that is no state view.",
      `Add @StateView("name") to the class, or remove @On.`,
    ),

  parameterOfTwoKinds: (place: Place, name: string, kinds: readonly string[]): Diagnostic =>
    error(
      "ESF206",
      place,
      `The parameter "${name}" is used with two kinds: ${kinds.join(" and ")}.`,
      "Use one parameter for each kind of attribute.",
    ),

  invalidSelector: (place: Place, cause: string): Diagnostic =>
    error(
      "ESF207",
      place,
      `The selector is invalid: ${sentence(cause)}`,
      "Mend the value in the selector.",
    ),

  selectsEverything: (place: Place): Diagnostic =>
    error(
      "ESF208",
      place,
      "@OnAny without a selector would select every event, which the platform cannot.",
      "Give @StateView a selector, for example Selector.stream(…).",
    ),

  noCodec: (place: Place, contentType: string): Diagnostic =>
    error(
      "ESF209",
      place,
      `The content type ${contentType} is not JSON, and no codec is given.`,
      "Give @StateView a codec with encode and decode, or leave the content type out.",
    ),

  noDomainEvent: (place: Place, className: string): Diagnostic =>
    error(
      "ESF210",
      place,
      `@On names ${className}, which is no domain event.`,
      `Add @DomainEvent("type") to ${className}, or name the event type: @On("type", () => ${className}).`,
    ),

  invalidVersion: (place: Place, version: unknown): Diagnostic =>
    error(
      "ESF211",
      place,
      `The version ${String(version)} is no positive integer.`,
      "Use the version that the server assigned when the view was published; it counts from 1.",
    ),

  asyncHandler: (place: Place): Diagnostic =>
    error(
      "ESF213",
      place,
      "The handler is asynchronous; a fold does not wait for it.",
      "Remove `async` and every await: a handler works on the event and its own state alone.",
    ),

  noDecision: (place: Place): Diagnostic =>
    error(
      "ESF301",
      place,
      "The command has no decision.",
      `Add a method with @Decide() to it, or one with @Decide(${place.className ?? "Class"}) elsewhere.`,
    ),

  twoDecisions: (place: Place, first: Place): Diagnostic =>
    error(
      "ESF302",
      place,
      `The command already has the decision ${at(first)}.`,
      "Keep one of them.",
    ),

  decisionWithoutCommand: (place: Place, cause: string): Diagnostic =>
    error(
      "ESF303",
      place,
      cause,
      `Add @Command("name") to the class, or say whose decision it is: @Decide(CommandClass).`,
    ),

  asyncDecision: (place: Place): Diagnostic =>
    error(
      "ESF304",
      place,
      "The decision is asynchronous; it returns a promise.",
      "Remove `async` and every await: the database answers at once.",
    ),

  noStream: (place: Place, className: string): Diagnostic =>
    error(
      "ESF401",
      place,
      `${className} is emitted but names no stream.`,
      `Name it: @DomainEvent("…", { stream: "…" }), or event(${className}, …, { stream: "…" }).`,
    ),

  lostType: (place: Place, lost: LostType): Diagnostic => ({
    ...error(
      "ESF402",
      place,
      lost.declared === "Array"
        ? "The elements' class is not known, so JSON brings back plain objects."
        : `JSON does not bring back a ${lost.declared} by itself.`,
      lost.declared === "Array"
        ? "Add @Type(() => Element) and @ValidateNested({ each: true }), or a rule with { each: true }."
        : `Add @Type(() => ${lost.declared}), or @Transform for both directions.`,
    ),
    severity: lost.severity,
  }),

  noRules: (place: Place, role: string): Diagnostic =>
    error(
      "ESF403",
      place,
      `The ${role} has no class-validator rules, so nothing that arrives could be valid.`,
      "Add a rule to each property, @Allow() where anything is valid.",
    ),

  twoSubjects: (place: Place, first: string): Diagnostic =>
    error("ESF404", place, `The event already has the subject ${first}.`, "Keep one @Subject()."),

  subjectOutsideEvent: (place: Place): Diagnostic =>
    error(
      "ESF404",
      place,
      "@Subject stands in a class that is no domain event.",
      `Add @DomainEvent("type") to the class, or remove @Subject.`,
    ),

  propertyWithoutRule: (place: Place): Diagnostic =>
    warning(
      "ESF405",
      place,
      "The property has no rule, so a command that carries it is refused.",
      "Add a rule to it, @Allow() if anything is valid.",
    ),

  privateState: (place: Place): Diagnostic =>
    error(
      "ESF212",
      place,
      "A #private field is not part of the state that is stored, so it is lost between two folds.",
      "Make it a property without #, or compute it from the others when it is needed.",
    ),

  unavailable: (place: Place, what: string, remedy: string): Diagnostic =>
    error("ESF501", place, `${what} does not exist inside a component.`, remedy),

  withoutLocale: (place: Place, what: string): Diagnostic =>
    warning(
      "ESF501",
      place,
      `${what} knows no locales inside a component, so it answers otherwise than in Node.`,
      "Format text where it is shown, and compare with < and >.",
    ),

  nondeterministic: (place: Place, what: string, remedy: string): Diagnostic =>
    error("ESF502", place, `${what} gives another answer at another time or place.`, remedy),

  atLoadTime: (place: Place, what: string, remedy: string): Diagnostic =>
    error(
      "ESF503",
      place,
      `${what} is called while the module loads, which happens when the component is built.`,
      remedy,
    ),
};

const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);
