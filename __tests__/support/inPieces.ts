import fc from "fast-check";

/** A list, and the same list cut into consecutive pieces, empty ones among them. */
export function inPieces<T>(
  item: fc.Arbitrary<T>,
): fc.Arbitrary<{ readonly whole: readonly T[]; readonly pieces: readonly (readonly T[])[] }> {
  return fc
    .array(fc.array(item, { maxLength: 6 }), { maxLength: 8 })
    .map((pieces) => ({ whole: pieces.flat(), pieces }));
}
