import type { LineRanges } from "../model/sourceLocation.js";

/** What is known of a component's code, where all frames are of one file. */
let authorLines: LineRanges | undefined;

/** Tells which lines of the script that runs are the author's; for a script that holds everything. */
export function setAuthorLines(lines: LineRanges): void {
  authorLines = lines;
}

/** The brackets keep the folder's name out of components, in whose bytes it would mean a path of the build. */
const LIBRARY = /[\\/]node[_]modules[\\/]/;

/**
 * Whether a line of a stack is of the author's code, and neither of this package nor of a library:
 * what throws there was mostly called wrongly, and the author can only mend the call.
 * @param line - the line of the script that the frame stands on.
 */
export function isAuthorFrame(frame: string, line: number): boolean {
  if (authorLines !== undefined)
    return authorLines.some(([first, last]) => first <= line && line <= last);
  const own = ownFolder();
  return !LIBRARY.test(frame) && (own === undefined || !frame.includes(own));
}

/**
 * The folder of this package's modules, as stacks write it. Where all code is in one script there is
 * none. The stack knows it in whatever format modules are loaded, which `import.meta` does not.
 */
function ownFolder(): string | undefined {
  const { stack = "" } = new Error();
  return /\((.*[\\/])runtime[\\/]authorFrames\.[jt]s:/.exec(stack)?.[1];
}
