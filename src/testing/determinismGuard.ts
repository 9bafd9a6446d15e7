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
    return {
      enter: (code) =>
        switched(() => {
          this.#arm(kind);
        }, code),
      leave: (code) => switched(disarm, code),
    };
  }

  #arm(kind: WatchedCode): void {
    const stop = (what: string, instead: string) => (): never => {
      const error = new NondeterminismError(
        `${what} gives another answer at another time or place; ${instead}`,
      );
      this.#seen ??= error;
      throw error;
    };
    disarm();
    for (const [owner, member, what, instead] of STOPPED) {
      replace(owner, member, stop(what, instead[kind]));
    }
    replace(globalThis, "Date", guardedDate(stop("new Date()", CLOCK[kind])));
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

/** What was replaced, with what stood there. One thread runs one piece of code at a time. */
let replaced: { owner: object; member: string; descriptor: PropertyDescriptor | undefined }[] = [];
let rearm: (() => void) | undefined;

function replace(owner: object, member: string, value: unknown): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, member);
  replaced.push({ owner, member, descriptor });
  Object.defineProperty(owner, member, { value, configurable: true, writable: true });
}

function disarm(): void {
  for (const { owner, member, descriptor } of replaced.reverse()) {
    if (descriptor === undefined) Reflect.deleteProperty(owner, member);
    else Object.defineProperty(owner, member, descriptor);
  }
  replaced = [];
}

/** Runs code in another state of the guard, and puts the former one back. */
function switched<T>(change: () => void, code: () => T): T {
  const before = rearm;
  rearm = change;
  change();
  try {
    return code();
  } finally {
    rearm = before;
    (before ?? disarm)();
  }
}
