import type { AuthorCode } from "../runtime/index.js";
import { CLOCK, LACKING, LIKE_COMPONENTS, STOPPED, type WatchedCode } from "./foreignAnswers.js";
import { putInForce, replacement, type Replacement } from "./replacement.js";

/** Thrown where code asks for something that answers otherwise at another time or place. */
export class NondeterminismError extends Error {
  override readonly name = "NondeterminismError";
}

/**
 * Takes the clock, the network and what each engine words in its own way from code of the author's while
 * it runs, and randomness from views, as components have none of them or answer otherwise. The build
 * refuses what it can see in the sources; this stops the rest, also what a library does. All is put back
 * when the code returns, or calls back into this package.
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
    const stop = (what: string, why: string, instead: string) => (): never => {
      const error = new NondeterminismError(`${what} ${why}; ${instead}`);
      this.#seen ??= error;
      throw error;
    };
    const stopped = STOPPED.flatMap(([owner, member, what, reasons]) => {
      const reason = reasons[kind];
      return reason === undefined ? [] : [replacement(owner, member, stop(what, ...reason))];
    });
    const clock = stop("new Date()", ...CLOCK[kind]);
    const others = [...stopped, ...LIKE_COMPONENTS, ...LACKING];
    // Whatever is in its place now: the time of components, or a runner's own clock.
    const replacements = (): readonly Replacement[] => [
      ...others,
      replacement(globalThis, "Date", guardedDate(Date, clock)),
    ];
    return {
      enter: (code) => switched(replacements, code),
      leave: (code) => switched(NOTHING, code),
    };
  }
}

/** `new Date(text)` and all else that asks no clock works as before. */
function guardedDate(original: DateConstructor, stop: () => never): DateConstructor {
  return new Proxy(original, {
    construct: (target, args, newTarget) =>
      args.length === 0 ? stop() : (Reflect.construct(target, args, newTarget) as object),
    apply: () => stop(),
  });
}

const NOTHING = (): readonly Replacement[] => [];

/** What is in force. One thread runs one piece of code at a time. */
let current = { replacements: NOTHING, takeBack: (): void => undefined };

/** Runs code with other replacements in force, and puts the former ones back. */
function switched<T>(replacements: () => readonly Replacement[], code: () => T): T {
  const before = current.replacements;
  inForce(replacements);
  try {
    return code();
  } finally {
    inForce(before);
  }
}

function inForce(replacements: () => readonly Replacement[]): void {
  current.takeBack();
  current = { replacements, takeBack: putInForce(replacements()) };
}
