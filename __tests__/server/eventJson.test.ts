import fc from "fast-check";
import { eventFromJson } from "../../src/protocol/json/eventFromJson.js";
import { prospectiveToJson } from "../../src/protocol/json/eventToJson.js";
import { writeJson } from "../../src/protocol/json/writeJson.js";
import { elementTexts } from "../../src/codec/jsonText.js";
import { Timestamp, type ProspectiveEvent } from "../../src/domain/index.js";

const asText = fc.string({ unit: "binary" });

/** Numbers that a double would round, among others. */
const digits = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat(1_000));
const jsonData = fc.oneof(
  fc.json(),
  digits.map(([whole, part]) => `{ "n": ${String(whole)}.${String(part)} }`),
);

const data = fc.oneof(
  jsonData.map((text) => ({ type: undefined, data: { kind: "text" as const, text } })),
  jsonData.map((text) => ({ type: "application/x+json", data: { kind: "text" as const, text } })),
  asText.map((text) => ({ type: "text/plain", data: { kind: "text" as const, text } })),
  fc.uint8Array().map((bytes) => ({ type: "a/b", data: { kind: "binary" as const, bytes } })),
  fc.constant({ type: undefined, data: undefined }),
);

const extension = fc.oneof(
  fc.boolean().map((value) => ({ kind: "boolean" as const, value })),
  fc.integer().map((value) => ({ kind: "integer" as const, value })),
  asText.map((value) => ({ kind: "string" as const, value })),
);

const events = fc
  .record({ id: asText, subject: fc.option(asText, { nil: undefined }), data, extension })
  .map(({ id, subject, data: { type, data: content }, extension: value }): ProspectiveEvent => ({
    id,
    stream: "stream",
    type: "a.b",
    subject,
    time: new Timestamp(5n, 7),
    dataContentType: type,
    dataSchema: undefined,
    data: content,
    extensions: new Map([["ext", value]]),
  }));

describe("events in the JSON of CloudEvents", () => {
  it("come back as they were, data to the letter", () => {
    fc.assert(
      fc.property(events, (event) => {
        const { text } = prospectiveToJson(event);
        expect(eventFromJson(text, "the event")).toEqual({
          ...event,
          // What stands around a value is not of it.
          data:
            event.data?.kind === "text" && event.dataContentType !== "text/plain"
              ? { kind: "text", text: event.data.text.trim() }
              : event.data,
        });
      }),
    );
  });

  it("carry text that is called JSON but is none as bytes", () => {
    const { text } = prospectiveToJson({
      id: "e",
      stream: "s1",
      type: "a.b",
      data: { kind: "text", text: "{" },
    });
    expect(JSON.parse(text)).toMatchObject({ data_base64: "ew==" });
  });
});

describe("JSON of the server", () => {
  it("has integers of 64 bits as strings of digits", () => {
    expect(writeJson({ revision: 2n ** 64n - 1n, none: undefined, list: [1, null] })).toBe(
      `{"revision":"18446744073709551615","list":[1,null]}`,
    );
  });

  it.each([
    ["[]", []],
    ["[ ]", []],
    [`[1.0,"a,]",{"b":[2]},[3,[4]]]`, ["1.0", `"a,]"`, `{"b":[2]}`, "[3,[4]]"]],
  ])("takes %s apart", (text, elements) => {
    expect(elementTexts(text)).toEqual(elements);
  });
});
