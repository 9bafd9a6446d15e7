import fc from "fast-check";
import {
  identifierProblem,
  nameProblem,
  prospectiveEventProblem,
  Timestamp,
  type ExtensionValue,
  type ProspectiveEvent,
} from "../../src/domain/index.js";

const least: ProspectiveEvent = { id: "1", stream: "accounts", type: "account.opened" };
const whole: ProspectiveEvent = {
  ...least,
  subject: "a-1",
  time: new Timestamp(1n, 1),
  dataContentType: "application/json",
  dataSchema: "https://example.com/schema",
  data: { kind: "text", text: "{}" },
  extensions: new Map<string, ExtensionValue>([
    ["flag", { kind: "boolean", value: true }],
    ["count", { kind: "integer", value: 1 }],
    ["note", { kind: "string", value: "😀" }],
    ["raw", { kind: "binary", value: new Uint8Array([0]) }],
    ["link", { kind: "uri", value: "https://example.com/" }],
    ["place", { kind: "uri-ref", value: "/a" }],
    ["due", { kind: "timestamp", value: new Timestamp(-1n) }],
  ]),
};

const withExtension = (name: unknown, value: unknown) => ({
  ...least,
  extensions: new Map([[name, value]]),
});

describe("a prospective event", () => {
  test.each([
    ["no more than id, stream and type", least],
    ["every attribute, and every kind of extension", whole],
    ["bytes", { ...least, data: { kind: "binary", bytes: new Uint8Array() } }],
    ["empty text", { ...least, data: { kind: "text", text: "" } }],
    ["members that are undefined", { ...least, subject: undefined, time: undefined }],
    ["no extensions in its map", { ...least, extensions: new Map() }],
  ])("may have %s", (_, event) => {
    expect(prospectiveEventProblem(event)).toBeUndefined();
  });

  test.each([
    [null, "null is no event"],
    [undefined, "undefined is no event"],
    ["account.opened", '"account.opened" is no event'],
    [{}, "event type must be a string, got undefined"],
    [[], "event type must be a string, got undefined"],
    [{ ...least, type: "" }, 'event type must not be blank, got ""'],
    [{ ...least, id: 7 }, "event id must be a string, got 7"],
    [{ ...least, id: "\ud83d" }, 'event id "\\ud83d" must not contain half a surrogate pair'],
    [{ ...least, stream: "a" }, 'stream name "a" must start with a letter'],
    [{ ...least, stream: undefined }, "stream name must be a string, got undefined"],
    [{ ...least, subject: null }, "subject must be a string, got null"],
    [{ ...least, subject: "s\u001f" }, "must not contain U+001F"],
    [{ ...least, time: new Date(0) }, "its time must be a Timestamp, got an instance of Date"],
    [{ ...least, time: null }, "its time must be a Timestamp, got null"],
    [{ ...least, dataContentType: 1 }, "its dataContentType must be a string, got 1"],
    [{ ...least, dataSchema: {} }, "its dataSchema must be a string, got an object"],
    [{ ...least, dataSchema: "\udc00" }, "its dataSchema must hold whole surrogate pairs"],
    [{ ...least, dataSchema: "no uri at all" }, "its dataSchema must hold a uri-ref (RFC 3986)"],
    [{ ...least, dataContentType: "a\r\nb" }, "its dataContentType must not hold U+000D"],
    [{ ...least, data: null }, 'its data must be { kind: "text", text } or'],
    [{ ...least, data: "{}" }, 'got "{}"'],
    [{ ...least, data: { kind: "text" } }, 'or { kind: "binary", bytes }, got an object'],
    [{ ...least, data: { kind: "text", bytes: new Uint8Array() } }, "its data must be"],
    [{ ...least, data: { kind: "binary", bytes: [1] } }, "its data must be"],
    [{ ...least, data: { kind: "json", text: "{}" } }, "its data must be"],
    [
      { ...least, data: { kind: "text", text: "a\ud83d" } },
      "its data has half a surrogate pair, which UTF-8 cannot carry; send such data as binary",
    ],
    [{ ...least, extensions: {} }, "its extensions must be a Map, got an object"],
    [withExtension(1, {}), "an extension's name must be a string, got 1"],
    [withExtension("a", null), "extension a: null is no { kind, value }"],
    [withExtension("a", true), "extension a: true is no { kind, value }"],
    [withExtension("a", { kind: "float" }), 'extension a: "float" is no kind of extension'],
    [
      withExtension("a", { kind: "string", value: null }),
      "extension a: an extension of kind string must hold a string, got null",
    ],
    [
      withExtension("a", { kind: "string", value: { kind: "string", value: "x" } }),
      "extension a: an extension of kind string must hold a string, got an object",
    ],
    [withExtension("a", { kind: "integer", value: 2 ** 31 }), "an integer extension has 32 bits"],
    [
      withExtension("traceParent", { kind: "string", value: "x" }),
      'extension name "traceParent" must consist of lower-case letters and digits',
    ],
    [
      withExtension("subject", { kind: "string", value: "x" }),
      "extension subject is an attribute that the platform sets",
    ],
  ])("must not be %p", (event, complaint) => {
    expect(prospectiveEventProblem(event)).toContain(complaint);
  });

  test("is judged by its first wrong extension, wherever it stands", () => {
    const extensions = new Map<string, unknown>(whole.extensions);
    extensions.set("last", { kind: "integer", value: 0.5 });
    expect(prospectiveEventProblem({ ...whole, extensions })).toContain("extension last: ");
  });

  test("never makes the check throw, whatever the author's code returned", () => {
    const any = fc.anything({ withBigInt: true, withDate: true, withMap: true });
    const nearly = fc.record(
      {
        id: any,
        stream: fc.oneof(fc.constant("accounts"), any),
        type: fc.oneof(fc.constant("a.b"), any),
        subject: fc.oneof(fc.constant(undefined), any),
        time: fc.oneof(fc.constant(undefined), any),
        data: fc.oneof(fc.record({ kind: fc.constantFrom("text", "binary"), text: any }), any),
        extensions: fc.array(fc.tuple(any, any)).map((entries) => new Map(entries)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(any, nearly), (event) => {
        const problem = prospectiveEventProblem(event);
        expect(problem === undefined || problem.length > 0).toBe(true);
      }),
    );
  });

  test("obeys the rules for its identifiers and its stream, and no others", () => {
    const text = fc.oneof(
      fc.constantFrom("accounts", "a", "", " ", "x".repeat(256), "\u001f", "😀", "\ud83d"),
      fc.string(),
    );
    fc.assert(
      fc.property(text, text, text, text, (id, stream, type, subject) => {
        const fits =
          identifierProblem("event id", id) === undefined &&
          identifierProblem("event type", type) === undefined &&
          identifierProblem("subject", subject) === undefined &&
          nameProblem("stream", stream) === undefined;
        const problem = prospectiveEventProblem({ ...whole, id, stream, type, subject });
        expect(problem === undefined).toBe(fits);
      }),
    );
  });
});
