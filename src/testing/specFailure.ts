import type { Answer } from "./levelsProblem.js";

/** A specification that does not hold. Its stack starts in the author's test. */
export class SpecFailure extends Error {
  override readonly name = "SpecFailure";
  /**
   * Whether something else came of it than was expected. Otherwise the specification or the code is at
   * fault, and its opposite does not hold either.
   */
  readonly isDifference: boolean;

  /** The message says what was expected and what came of it. */
  constructor(message: string, isDifference: boolean) {
    super(message);
    this.isDifference = isDifference;
  }
}

/** Frames of this room, in whatever form the runner writes them. */
const OWN = new URL(".", import.meta.url).pathname;

/** The author's place: made while the author's call is still under way, and read only if it is needed. */
export function authorPlace(): Error {
  return new Error();
}

/** The first place in a stack that is the author's own, as the runner writes it. */
export function authorFrame({ stack = "" }: Error): string | undefined {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return frames.find((line) => !line.includes(OWN))?.replace(/^\s+at /, "");
}

/** A failure with what a reader needs, and the place in the author's test. */
export function specFailure({ kind, text }: Answer, { stack = "" }: Error): SpecFailure {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line) && !line.includes(OWN));
  const failure = new SpecFailure(text, kind === "difference");
  failure.stack = [`${failure.name}: ${text}`, ...frames].join("\n");
  return failure;
}
