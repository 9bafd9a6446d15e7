import type { AuthorCode } from "../runtime/index.js";

/** What the code is part of, which decides what it may use instead. */
export type WatchedCode = "view" | "decision";

/** Thrown where code asks for something that answers otherwise at another time or place. */
export class NondeterminismError extends Error {
  override readonly name = "NondeterminismError";
}

const CLOCK: Readonly<Record<WatchedCode, string>> = {
  view: "use the event's own time: effectiveTime(event) or recordedTime(event)",
  decision: "use metadata.commandReceivedAt",
};
const RANDOMNESS: Readonly<Record<WatchedCode, string>> = {
  view: "use what the event carries, for example event.id",
  decision: "leave ids to event(Class, fields), or derive them from the command",
};
const OUTSIDE: Readonly<Record<WatchedCode, string>> = {
  view: "a view sees its events and its own state, and nothing else",
  decision: "read through the database, or let the command carry what is needed",
};

/** What is stopped: where it hangs, how it is called, and what to use instead. */
const STOPPED: readonly (readonly [
  owner: object,
  member: string,
  what: string,
  Readonly<Record<WatchedCode, string>>,
])[] = [
  [Date, "now", "Date.now()", CLOCK],
  [performance, "now", "performance.now()", CLOCK],
  [Math, "random", "Math.random()", RANDOMNESS],
  [crypto, "randomUUID", "crypto.randomUUID()", RANDOMNESS],
  [crypto, "getRandomValues", "crypto.getRandomValues()", RANDOMNESS],
  ...["fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"].map(
    (name) => [globalThis, name, `${name}()`, OUTSIDE] as const,
  ),
];

/**
 * Takes the clock, randomness and the network away while code of the author's runs, as components have
 * none of them or answer otherwise. The build refuses what it can see in the sources; this stops the
 * rest, also what a library does. All is put back when the code returns, or calls back into this package.
 */
export class DeterminismGuard {
  #seen: NondeterminismError | undefined;

  /** The first thing that was stopped since this was asked last; the code may have caught the error. */
  takeFinding(): NondeterminismError | undefined {
    const finding = this.#seen;
    this.#seen = undefined;
    return finding;
  }

  /** Watches code of a kind. */
  watching(kind: WatchedCode): AuthorCode {
    const stop = (what: string, instead: string) => (): never => {
      const error = new NondeterminismError(
        `${what} gives another answer at another time or place; ${instead}`,
      );
      this.#seen ??= error;
      throw error;
    };
    const replacements: readonly Replacement[] = [
      ...STOPPED.map(([owner, member, what, instead]) =>
        replacement(owner, member, stop(what, instead[kind])),
      ),
      replacement(globalThis, "Date", guardedDate(stop("new Date()", CLOCK[kind]))),
    ];
    return {
      enter: (code) => switched(replacements, code),
      leave: (code) => switched([], code),
    };
  }
}

/** `new Date(text)` and all else that asks no clock works as before. */
function guardedDate(stop: () => never): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args, newTarget) =>
      args.length === 0 ? stop() : (Reflect.construct(target, args, newTarget) as object),
    apply: () => stop(),
  });
}

/** A member that is replaced where it stands, which may be a prototype. */
interface Replacement {
  readonly holder: Record<string, unknown>;
  readonly member: string;
  readonly original: unknown;
  readonly value: unknown;
}

function replacement(owner: object, member: string, value: unknown): Replacement {
  let holder: object = owner;
  while (!Object.hasOwn(holder, member)) {
    const parent = Object.getPrototypeOf(holder) as object | null;
    // The runtime does not have it, so nothing that answers is replaced.
    if (parent === null) break;
    holder = parent;
  }
  const members = holder as Record<string, unknown>;
  return { holder: members, member, original: members[member], value };
}

/** What is in force. One thread runs one piece of code at a time. */
let current: readonly Replacement[] = [];

/** Runs code with other replacements in force, and puts the former ones back. */
function switched<T>(replacements: readonly Replacement[], code: () => T): T {
  const before = current;
  putInForce(replacements);
  try {
    return code();
  } finally {
    putInForce(before);
  }
}

function putInForce(replacements: readonly Replacement[]): void {
  for (const { holder, member, original } of current) holder[member] = original;
  for (const { holder, member, value } of replacements) holder[member] = value;
  current = replacements;
}
