/**
 * `localeCompare` as the default engine has it: by code points, of the composed form. The order of
 * JavaScript's own `<` is that of code units.
 */
export function compareTexts(left: string, right: string): -1 | 0 | 1 {
  const [a, b] = [left.normalize("NFC"), right.normalize("NFC")];
  const end = Math.min(a.length, b.length);
  for (let index = 0; index < end; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x === y) continue;
    // What needs two code units comes after all that needs one.
    if (isSurrogate(x) !== isSurrogate(y)) return isSurrogate(x) ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
