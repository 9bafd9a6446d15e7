import { Buffer } from "node:buffer";

/** JSON that keeps what JSON has no words for: 64-bit integers, bytes, and what `toJSON` would hide. */
export function exactJson(value) {
  return JSON.stringify(value, (_, part) => {
    if (typeof part === "bigint") return { integer: String(part) };
    if (part instanceof Uint8Array) return { base64: Buffer.from(part).toString("base64") };
    return part;
  });
}
