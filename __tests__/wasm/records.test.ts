import fc from "fast-check";
import {
  metadataFromWit,
  metadataToWit,
  renderedFromWit,
  renderedToWit,
  type WitRenderedStateView,
  type WitStateChangeMetadata,
} from "../../src/wasm/wit/index.js";
import { commandFromWit } from "../../src/wasm/wit/metadata.js";
import { renderedView } from "../support/stateContent.js";
import { bytes, text, u64, witDatetime } from "../support/witValues.js";

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const witRendered: fc.Arbitrary<WitRenderedStateView> = fc.record({
  context: fc.record({
    database: text,
    name: text,
    version: u64,
    databaseRevision: u64,
    databaseRevisionTimestamp: witDatetime,
    contentType: optional(text),
    contentSchema: optional(text),
  }),
  content: optional(bytes),
  lastModifiedRevision: u64,
  lastModifiedTimestamp: witDatetime,
});

const witMetadata: fc.Arbitrary<WitStateChangeMetadata> = fc.record({
  stateChangeName: text,
  stateChangeVersion: u64,
  lastSeenRevision: u64,
  commandReceivedAt: witDatetime,
  commandHeaders: fc.array(fc.tuple(fc.oneof(fc.constantFrom("A", "a"), text), text)),
});

describe("nothing is lost", () => {
  it("of a rendered state view", () => {
    fc.assert(
      fc.property(witRendered, (given) => {
        const domain = renderedFromWit(given);
        expect(renderedToWit(domain)).toEqual(given);
        expect(renderedFromWit(renderedToWit(domain))).toEqual(domain);
      }),
    );
  });

  it("of a state change's metadata, headers of one name among it", () => {
    fc.assert(
      fc.property(witMetadata, (given) => {
        const domain = metadataFromWit(given);
        expect(metadataToWit(domain)).toEqual(given);
        expect([...metadataFromWit(metadataToWit(domain)).headers]).toEqual([...domain.headers]);
      }),
    );
  });

  it("of a command", () => {
    const command = fc.record({
      body: optional(bytes),
      contentType: text,
      contentSchema: optional(text),
    });
    fc.assert(
      fc.property(command, (given) => {
        expect(commandFromWit(given)).toEqual(given);
      }),
    );
  });

  it("between empty and absent content", () => {
    const given = renderedToWit(renderedView("account-summary", undefined));
    expect(renderedFromWit(given).content).toBeUndefined();
    const empty = new Uint8Array();
    expect(renderedFromWit({ ...given, content: empty }).content).toBe(empty);
  });
});
