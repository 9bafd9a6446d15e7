import { Buffer } from "node:buffer";

/** Bytes with a few mistakes in them: flipped, cut, doubled, inserted, or of another place. */
export function mutated(random, bytes) {
  let result = Buffer.from(bytes);
  for (let count = random.integer(1, 4); count > 0; count--) {
    const at = random.integer(0, Math.max(0, result.length - 1));
    const length = random.integer(1, 12);
    switch (random.integer(0, 6)) {
      case 0:
        if (result.length > 0) result[at] ^= 1 << random.integer(0, 7);
        break;
      case 1:
        if (result.length > 0) result[at] = random.pick([0, 0x7f, 0x80, 0xff, 0x22, 0x5c, 0x7b]);
        break;
      case 2:
        result = result.subarray(0, at);
        break;
      case 3:
        result = spliced(result, at, length, Buffer.alloc(0));
        break;
      case 4:
        result = spliced(result, at, 0, Buffer.from(random.bytes(length)));
        break;
      case 5:
        result = spliced(result, at, 0, result.subarray(at, at + length));
        break;
      default:
        result = Buffer.concat([result, result.subarray(at)]);
    }
  }
  return result;
}

const spliced = (bytes, at, removed, inserted) =>
  Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
