/** A member of a global object that is another one while code of the author's runs. */
export interface Replacement {
  readonly holder: Record<string, unknown>;
  readonly member: string;
  readonly value: unknown;
}

/** Replaces a member where it stands, which may be a prototype. */
export function replacement(owner: object, member: string, value: unknown): Replacement {
  let holder: object = owner;
  while (!Object.hasOwn(holder, member)) {
    const parent = Object.getPrototypeOf(holder) as object | null;
    // The runtime does not have it, so nothing that answers is replaced.
    if (parent === null) break;
    holder = parent;
  }
  return { holder: holder as Record<string, unknown>, member, value };
}

/**
 * Puts the values in force, and gives what takes them back: whatever was there, which may have been put
 * there by a runner, such as a clock that stands still.
 */
export function putInForce(replacements: readonly Replacement[]): () => void {
  const originals = replacements.map(({ holder, member, value }) => {
    const original = holder[member];
    holder[member] = value;
    return original;
  });
  return () => {
    replacements.forEach(({ holder, member }, index) => {
      holder[member] = originals[index];
    });
  };
}
