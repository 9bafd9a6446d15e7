/** Digits that a double always keeps, unless the number is extreme. */
const KEPT_DIGITS = 15;
/** `""`, `:`, `,`, and `true` or `null`, by their lengths. */
const QUOTES = 2;
const COLON = 1;
const COMMA = 1;
const SHORTEST_WORD = 4;
/** Nearer to zero a double has fewer digits. */
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * Finds a number with more digits than a double keeps, or an exponent, behind something else. It also
 * fires on such text within strings; then the exact scan decides.
 */
const SUSPICIOUS = /[:[, \n\r\t]-?\d(?:[\d.]{15}|[\d.]*[eE])/;
const BEGINS_WITH_NUMBER = /^[-\d]/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * The first number in the JSON text that a double does not carry exactly, as it is written there.
 * @param value - what the text has been parsed into, of few levels.
 */
export function inexactNumber(text: string, value: unknown): string | undefined {
  // Patterns take longer than all else that is done with a short text, so they come last.
  const least = leastLength(value, text);
  if (text.length - least <= KEPT_DIGITS) return undefined;
  if (least >= 0 && !hasManyDigits(text)) return undefined;
  if (!SUSPICIOUS.test(text) && !BEGINS_WITH_NUMBER.test(text)) return undefined;
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const outside = text.slice(at, quote < 0 ? text.length : quote);
    for (const [literal] of outside.matchAll(NUMBER)) if (!isExact(literal)) return literal;
    at = quote < 0 ? text.length : endOfString(text, quote);
  }
  return undefined;
}

/** Whether more digits and points than a double keeps stand in a row: every so many places one is met. */
function hasManyDigits(text: string): boolean {
  for (let at = KEPT_DIGITS; at < text.length; at += KEPT_DIGITS + 1) {
    if (!isOfDecimal(text, at)) continue;
    let start = at;
    while (isOfDecimal(text, start - 1)) start -= 1;
    let end = at + 1;
    while (end - start <= KEPT_DIGITS && isOfDecimal(text, end)) end += 1;
    if (end - start > KEPT_DIGITS) return true;
  }
  return false;
}

function isOfDecimal(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x2e;
}

/**
 * How many characters the text has at least that belong to no number; what is left is the most that a
 * number can have. -Infinity where a number in the value is extreme: few digits may be too many then.
 */
function leastLength(value: unknown, text: string): number {
  if (typeof value === "string") return value.length + QUOTES;
  if (typeof value === "number") return isExtreme(value, text) ? -Infinity : 0;
  if (typeof value !== "object" || value === null) return SHORTEST_WORD;
  // Two brackets, and a comma fewer than there are members.
  let least = 1;
  if (Array.isArray(value)) {
    for (const item of value) least += COMMA + leastLength(item, text);
    return least;
  }
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    const length = typeof item === "string" ? item.length + QUOTES : leastLength(item, text);
    least += key.length + QUOTES + COLON + length + COMMA;
  }
  return least;
}

/** Whether the number is too large for a double, or may have lost digits near zero. */
function isExtreme(value: number, text: string): boolean {
  const size = Math.abs(value);
  if (size === 0) return text.includes("e-") || text.includes("E-");
  return size < SMALLEST_NORMAL || size === Infinity;
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
