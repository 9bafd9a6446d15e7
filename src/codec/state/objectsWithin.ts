/** Every object that a value holds with the way to it, outer ones first; each once. */
export function* objectsWithin(
  value: object,
  steps: readonly string[] = [],
  seen = new Set<object>(),
): Generator<readonly [readonly string[], object]> {
  if (seen.has(value)) return;
  seen.add(value);
  yield [steps, value];
  for (const [key, item] of membersOf(value)) {
    if (typeof item === "object" && item !== null)
      yield* objectsWithin(item, [...steps, key], seen);
  }
}

function membersOf(value: object): readonly (readonly [string, unknown])[] {
  if (value instanceof Map)
    return [...(value as Map<unknown, unknown>)].map(([key, item]) => [String(key), item]);
  if (value instanceof Set)
    return [...(value as Set<unknown>)].map((item, index) => [String(index), item]);
  return Object.entries(value);
}
