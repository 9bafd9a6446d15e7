/** A specification that does not hold. Its stack starts in the author's test. */
export class SpecFailure extends Error {
  override readonly name = "SpecFailure";
}

/** Frames of this room, in whatever form the runner writes them. */
const OWN = new URL(".", import.meta.url).pathname;

/** The author's place in a stack: taken while the author's call is still under way. */
export function authorFrames(): string {
  const { stack = "" } = new Error();
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return frames.filter((line) => !line.includes(OWN)).join("\n");
}

/** A failure with what a reader needs, and the place in the author's test. */
export function specFailure(report: string, frames: string): SpecFailure {
  const failure = new SpecFailure(report);
  failure.stack = `${failure.name}: ${report}\n${frames}`;
  return failure;
}
