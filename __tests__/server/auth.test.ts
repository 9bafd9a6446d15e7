import { isLoopback, principalOf } from "../../src/server/auth.js";
import { checkLocal } from "../../src/server/rest/localOnly.js";
import { traceExtensions } from "../../src/server/traceContext.js";

const headers =
  (given: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    given[name];

describe("who may call", () => {
  it.each(["127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"])("takes %s as local", (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(["0.0.0.0", "::", "10.0.0.1", "localhost.evil.example", "127.evil.example"])(
    "takes %s as foreign",
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );

  it("believes headers of development on loopback", () => {
    const given = headers({ "x-dev-subject": "ann", "x-dev-display-name": "Ann" });
    expect([...principalOf("127.0.0.1", undefined)(given)]).toEqual([
      ["subject", "ann"],
      ["display_name", "Ann"],
    ]);
  });

  it("refuses them elsewhere, also with the token", () => {
    const given = headers({ authorization: "Bearer t0ken", "x-dev-subject": "ann" });
    expect(() => principalOf("10.0.0.1", "t0ken")(given)).toThrow(/loopback alone/);
  });

  it.each([{}, { authorization: "Bearer t0ke" }, { authorization: "Basic t0ken" }])(
    "refuses %j where a token is needed",
    (given) => {
      expect(() => principalOf("127.0.0.1", "t0ken")(headers(given))).toThrow(/bearer token/);
    },
  );
});

describe("local requests", () => {
  it.each(["localhost:3000", "127.0.0.1", "[::1]:3000"])("may call the server %s", (host) => {
    expect(() => {
      checkLocal(new Headers({ host }));
    }).not.toThrow();
  });

  it.each([
    { host: "evil.example:3000" },
    { host: "localhost", origin: "https://evil.example" },
    { host: "localhost", origin: "null" },
  ])("are no %j", (given) => {
    expect(() => {
      checkLocal(new Headers(given));
    }).toThrow(/server/);
  });
});

describe("the trace of a request", () => {
  const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  it("becomes extensions of events", () => {
    const extensions = traceExtensions(headers({ traceparent: parent, tracestate: "a=b" }));
    expect([...extensions.keys()]).toEqual(["traceparent", "tracestate"]);
  });

  it.each(["", "x", parent.replace(/^00/, "ff"), parent.replace(/[1-9a-f]/g, "0")])(
    "is ignored when it is %j",
    (traceparent) => {
      expect(traceExtensions(headers({ traceparent, tracestate: "a=b" })).size).toBe(0);
    },
  );
});
