import { Buffer } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";

const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Leaves behind the last commit of a write-ahead log what a power cut could: a frame that says it is a
 * commit, with a page of which only a part was written (SQLite's file format, §4.1).
 */
export function tearLog(path, random) {
  const file = openSync(path, "r+");
  try {
    const { size } = fstatSync(file);
    if (size < HEADER) return false;
    const header = read(file, HEADER, 0);
    const pageSize = header.readUInt32BE(8);
    const salts = header.subarray(16, 24);
    const frameSize = FRAME_HEADER + pageSize;
    let end = HEADER;
    let last;
    for (let at = HEADER; at + frameSize <= size; at += frameSize) {
      const frame = read(file, FRAME_HEADER, at);
      if (!frame.subarray(8, 16).equals(salts)) break;
      if (frame.readUInt32BE(4) === 0) continue;
      end = at + frameSize;
      last = at;
    }
    if (last === undefined) return false;
    const torn = read(file, frameSize, last);
    const written = FRAME_HEADER + Math.floor(random() * pageSize);
    torn.fill(0xa5, FRAME_HEADER + 16, FRAME_HEADER + 48);
    writeSync(file, torn, 0, written, end);
    return true;
  } finally {
    closeSync(file);
  }
}

function read(file, length, position) {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, position);
  return bytes;
}
