/** A document with one to three changes. */
export function mutated(
  random: { integer(min: number, max: number): number; pick<T>(list: readonly T[]): T },
  text: string,
): { readonly text: string; readonly changes: readonly string[] };
