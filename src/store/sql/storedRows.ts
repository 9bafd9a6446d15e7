import type { Definition, Snapshot } from "../../database/index.js";
import type { World } from "../../domain/index.js";
import { EncodedEvent } from "../../protocol/index.js";
import { instantOf } from "./instantKey.js";
import { bytes, integer, text, type Row } from "./row.js";

/** The event of a row with `revision`, `effective` and `bytes`. */
export const eventOf = (row: Row): EncodedEvent =>
  new EncodedEvent(
    bytes(row, "bytes"),
    BigInt(integer(row, "revision")),
    instantOf(bytes(row, "effective")),
  );

/** @param decode turns a text that was kept into the one that was given */
export function definitionOf(row: Row, decode: (text: string) => string): Definition {
  const model = row["model"];
  return {
    world: text(row, "world") as World,
    name: text(row, "name"),
    version: BigInt(integer(row, "version")),
    componentHash: text(row, "hash"),
    metadata: decode(text(row, "metadata")),
    ...(typeof model === "string" ? { model: decode(model) } : {}),
    publishedAt: instantOf(bytes(row, "published")),
  };
}

export function snapshotOf(row: Row): Snapshot {
  return {
    content: row["content"] === null ? undefined : bytes(row, "content"),
    lastModifiedRevision: BigInt(integer(row, "last_revision")),
    lastModifiedTimestamp: instantOf(bytes(row, "last_time")),
    upTo: BigInt(integer(row, "up_to")),
  };
}
