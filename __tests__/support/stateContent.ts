import { Timestamp, type RenderedStateView } from "../../src/domain/index.js";

/** The bytes of a JSON value. */
export function jsonBytes(json: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(json));
}

export function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

export function parsed(bytes: Uint8Array | undefined): unknown {
  return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
}

/** A view as the platform stores it. */
export function renderedView(name: string, content: Uint8Array | undefined): RenderedStateView {
  return {
    context: {
      database: "bank",
      name,
      version: 1n,
      databaseRevision: 7n,
      databaseRevisionTimestamp: new Timestamp(1_700_000_000n),
      contentType: "application/json",
      contentSchema: undefined,
    },
    content,
    lastModifiedRevision: 5n,
    lastModifiedTimestamp: new Timestamp(1_600_000_000n, 1),
  };
}
