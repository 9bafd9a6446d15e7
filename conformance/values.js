import { TextEncoder } from "node:util";

/** Values at the ends of what the WIT can carry, shared by the cases of both worlds. */

export const utf8 = (text) => new TextEncoder().encode(text);

export const ACCOUNTS = {
  rich: "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10",
  poor: "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12",
  closed: "c2a4e6f8-1b3d-4c5e-9f70-8192a3b4c5d6",
  missing: "00000000-0000-4000-8000-000000000000",
  full: "e5d4c3b2-a190-4877-8665-544332211000",
};

export const TEXTS = [
  "Ada Lovelace",
  "Łukasz Żółć",
  "渡辺 美智子",
  "🦊 & Söhne – „Miete“",
  "e\u0301 and \u00e9",
  'quote " slash \\ tab \t nul \0',
  "\u2028\u2029\ufeff\uffff",
  "long ".repeat(200),
];

export const REVISIONS = [0n, 1n, 42n, 2n ** 31n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 64n - 1n];

export const DATETIMES = [
  { seconds: 0n, nanoseconds: 0 },
  { seconds: 1_780_000_000n, nanoseconds: 123_456_789 },
  { seconds: -1n, nanoseconds: 999_999_999 },
  { seconds: -62_167_219_200n, nanoseconds: 1 },
  { seconds: 253_402_300_800n, nanoseconds: 0 },
  { seconds: 2n ** 63n - 1n, nanoseconds: 999_999_999 },
  { seconds: -(2n ** 63n), nanoseconds: 0 },
];

/** A stored view's state as the platform hands it over. */
export function renderedStateView(random, name, content, contentType = "application/json") {
  return {
    context: {
      database: "bank",
      name,
      version: 1n,
      databaseRevision: random.pick(REVISIONS),
      databaseRevisionTimestamp: random.pick(DATETIMES),
      contentType,
      contentSchema: random.pick([undefined, "https://example.test/schema"]),
    },
    content,
    lastModifiedRevision: random.pick(REVISIONS),
    lastModifiedTimestamp: random.pick(DATETIMES),
  };
}
