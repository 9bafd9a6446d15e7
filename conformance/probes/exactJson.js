/**
 * JSON that keeps 64-bit integers and bytes, as the host's `../exactJson.js` writes it. It needs
 * nothing but the language, because everything else is what the probes are there to examine.
 */

export function toExactJson(value) {
  return JSON.stringify(value, (_, part) => {
    if (typeof part === "bigint") return { integer: String(part) };
    // An engine may make its arguments in another realm, with another `Uint8Array`.
    if (ArrayBuffer.isView(part)) return { base64: base64(part) };
    return part;
  });
}

export function fromExactJson(text) {
  return JSON.parse(text, (_, part) => {
    if (part === null || typeof part !== "object") return part;
    const [[key, value] = [], ...others] = Object.entries(part);
    if (others.length > 0 || typeof value !== "string") return part;
    if (key === "integer") return BigInt(value);
    if (key === "base64") return bytesOf(value);
    return part;
  });
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    text += DIGITS[a >> 2];
    text += DIGITS[((a & 3) << 4) | ((b ?? 0) >> 4)];
    text += b === undefined ? "=" : DIGITS[((b & 15) << 2) | ((c ?? 0) >> 6)];
    text += c === undefined ? "=" : DIGITS[c & 63];
  }
  return text;
}

function bytesOf(text) {
  const digits = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [bits, value, at] = [0, 0, 0];
  for (const digit of digits) {
    value = ((value << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (value >> bits) & 255;
    }
  }
  return bytes;
}
