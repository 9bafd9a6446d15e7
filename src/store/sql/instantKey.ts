import { Timestamp } from "../../domain/index.js";

/**
 * Instants as 12 bytes that sort as they do, whatever their range: seconds with their sign turned
 * round, then nanoseconds, both big-endian.
 */
export function instantKey({ seconds, nanoseconds }: Timestamp): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt.asUintN(64, seconds) ^ SIGN);
  view.setUint32(8, nanoseconds);
  return bytes;
}

/** The instant of a key. */
export function instantOf(key: Uint8Array): Timestamp {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  return new Timestamp(BigInt.asIntN(64, view.getBigUint64(0) ^ SIGN), view.getUint32(8));
}

const SIGN = 1n << 63n;
