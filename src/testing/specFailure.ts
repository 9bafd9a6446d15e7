/** A specification that does not hold. Its stack starts in the author's test. */
export class SpecFailure extends Error {
  override readonly name = "SpecFailure";
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
export function specFailure(report: string, { stack = "" }: Error): SpecFailure {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line) && !line.includes(OWN));
  const failure = new SpecFailure(report);
  failure.stack = [`${failure.name}: ${report}`, ...frames].join("\n");
  return failure;
}
