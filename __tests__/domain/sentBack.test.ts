import { sentBack, type ExtensionValue, type ProspectiveEvent } from "../../src/domain/index.js";

const bank = { name: "bank", origin: "http://localhost" };
const note: readonly [string, ExtensionValue] = ["note", { kind: "string", value: "n" }];
const event = (stream: string): ProspectiveEvent => ({
  id: "e1",
  stream,
  type: "thing.happened",
  extensions: new Map([
    note,
    ["sequence", { kind: "string", value: "7" }],
    ["recordedtime", { kind: "string", value: "2026-01-01T00:00:00Z" }],
  ]),
});

describe("an event that is sent back", () => {
  it("is what was appended: its stream, without what the server had added", () => {
    expect(sentBack(event("http://localhost/db/bank/streams/accounts"), bank)).toEqual({
      ...event("accounts"),
      extensions: new Map([note]),
    });
  });

  it.each(["accounts", "urn:example:accounts", ""])(
    "stays as it is where its source is no stored event's: %j",
    (stream) => {
      expect(sentBack(event(stream), bank)).toEqual(event(stream));
    },
  );

  it.each([
    ["another database", "http://localhost/db/shop/streams/accounts"],
    ["another server", "https://localhost/db/bank/streams/accounts"],
    ["a database whose name begins alike", "http://localhost/db/bank2/streams/accounts"],
  ])("is refused where it is of %s", (_, source) => {
    expect(() => sentBack(event(source), bank)).toThrow(
      new RangeError(
        `event "e1" is of another database, for its source is "${source}"; give the bare name of a stream, or a source that begins with "http://localhost/db/bank/streams/"`,
      ),
    );
  });
});
