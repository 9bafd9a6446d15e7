/**
 * Cheap test for text that may hold a number with more digits than a double keeps (15 are always
 * kept), or an exponent. It also fires on such text within strings; then the exact scan decides.
 */
const SUSPICIOUS = /(?:^|[:[,\s])-?\d(?:[\d.]{15}|[\d.]*[eE])/;
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The first number in the JSON text that a double does not carry exactly, as it is written there. */
export function inexactNumber(text: string): string | undefined {
  if (!SUSPICIOUS.test(text)) return undefined;
  for (const [token] of text.matchAll(TOKENS)) {
    if (!token.startsWith('"') && !isExact(token)) return token;
  }
  return undefined;
}

/** Whether the decimal comes back the same when it is read into a double and written again. */
export function isExact(literal: string): boolean {
  const value = Number(literal);
  return Number.isFinite(value) && canonical(literal) === canonical(String(value));
}

/** Sign, significant digits and power of ten, so that `1.50e1` equals `15`. */
function canonical(literal: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal);
  if (match === null) return literal;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits === "") return "0";
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign}${significant}e${String(power)}`;
}
