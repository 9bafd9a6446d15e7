import { randomBytes } from "node:crypto";

/** No call of a component needs more at a time, and this process must have it in memory. */
const MOST_BYTES = 16_777_216n;

function bytes(length: bigint): Uint8Array {
  if (length > MOST_BYTES)
    throw new RangeError(`the component asks for ${String(length)} random bytes`);
  return new Uint8Array(randomBytes(Number(length)));
}

const u64 = (): bigint => randomBytes(8).readBigUInt64LE();
const seed = (): [bigint, bigint] => [u64(), u64()];

/** `wasi:random`: real randomness throughout. */
export const RANDOM = {
  "wasi:random/random": { getRandomBytes: bytes, getRandomU64: u64 },
  "wasi:random/insecure": { getInsecureRandomBytes: bytes, getInsecureRandomU64: u64 },
  "wasi:random/insecure-seed": { insecureSeed: seed, getInsecureSeed: seed },
};
