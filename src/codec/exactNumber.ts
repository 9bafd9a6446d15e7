/**
 * Cheap test for text that may hold a number with more digits than a double keeps (15 are always
 * kept), or an exponent. It also fires on such text within strings; then the exact scan decides.
 */
const SUSPICIOUS = /(?:^|[:[,\s])-?\d(?:[\d.]{15}|[\d.]*[eE])/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The first number in the JSON text that a double does not carry exactly, as it is written there. */
export function inexactNumber(text: string): string | undefined {
  if (!SUSPICIOUS.test(text)) return undefined;
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const outside = text.slice(at, quote < 0 ? text.length : quote);
    for (const [literal] of outside.matchAll(NUMBER)) if (!isExact(literal)) return literal;
    at = quote < 0 ? text.length : endOfString(text, quote);
  }
  return undefined;
}

/** Where the string that begins at the quote has ended. A pattern would exhaust the stack on long strings. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
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
  const significant = withoutTrailingZeros(digits);
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign}${significant}e${String(power)}`;
}

/** A loop: `/0+$/` takes quadratic time for many zeros that another digit follows. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}
