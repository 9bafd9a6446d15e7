/** Circles of a graph whose edges lead from a node to those in its set. */
export function circlesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][];
