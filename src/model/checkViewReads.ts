import type { Definitions } from "./definitions.js";
import type { Diagnostic } from "./diagnostic.js";
import { Problem } from "./problems/index.js";
import type { SourceLocation } from "./sourceLocation.js";

/** A place that reads a view by its class, and the names of the parameters that it gives. */
export interface ViewRead {
  readonly view: string;
  readonly parameters: readonly string[];
  readonly className?: string | undefined;
  readonly member?: string | undefined;
  readonly where?: SourceLocation | undefined;
}

/**
 * Reads that fail whenever they are run: they give a view a parameter that it does not have, or lack one
 * that it has. A class whose name two views share says nothing.
 */
export function checkViewReads(
  { stateViews }: Pick<Definitions, "stateViews">,
  reads: readonly ViewRead[],
): readonly Diagnostic[] {
  return reads.flatMap((read) => {
    const [view, ...others] = stateViews.filter(({ target }) => target.name === read.view);
    if (view === undefined || others.length > 0) return [];
    const known = [...view.parameters.keys()];
    const unknown = read.parameters.filter((name) => !view.parameters.has(name));
    const missing = known.filter((name) => !read.parameters.includes(name));
    return unknown.length + missing.length === 0
      ? []
      : [Problem.wrongParameters(read, { view: read.view, known, unknown, missing })];
  });
}
