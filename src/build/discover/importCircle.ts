/** What each module imports, by their files. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/**
 * The shortest circle of imports through a module, from it back to it: `[a, b, a]`; `undefined` if it
 * is in none.
 */
export function importCircle(imports: Imports, through: string): readonly string[] | undefined {
  const from = new Map<string, string>();
  const queue = [through];
  for (const module of queue) {
    for (const imported of imports.get(module) ?? []) {
      if (imported === through) return pathTo(module, from, through);
      if (from.has(imported)) continue;
      from.set(imported, module);
      queue.push(imported);
    }
  }
  return undefined;
}

function pathTo(
  last: string,
  from: ReadonlyMap<string, string>,
  through: string,
): readonly string[] {
  const path = [through];
  for (let at: string | undefined = last; at !== undefined && at !== through; at = from.get(at))
    path.unshift(at);
  return [through, ...path];
}
