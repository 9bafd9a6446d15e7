import { UsageError } from "../../src/build/index.js";
import { serverTarget, type ServerFlags } from "../../src/cli/serverTarget.js";

const target = (flags: Partial<ServerFlags>, env: Record<string, string> = {}) =>
  serverTarget({ database: "bank", timeout: "20", ...flags }, env);

/** The refusal's words, in which no secret of these tests stands. */
function refusal(flags: Partial<ServerFlags>, env: Record<string, string> = {}): string {
  try {
    target(flags, env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message).not.toContain("SECRET");
    return error.message;
  }
  throw new Error("it was not refused");
}

describe("a server's target", () => {
  it("is taken from the options, else from the environment, else is this machine", () => {
    const env = { EVIDENTSOURCE_URL: "https://e.org/x", EVIDENTSOURCE_TOKEN: "abc" };
    expect(target({}, env)).toEqual({
      url: "https://e.org/x",
      database: "bank",
      token: "abc",
      patience: 20_000,
    });
    expect(target({ url: "http://127.0.0.1:9", timeout: "0.5" })).toEqual({
      url: "http://127.0.0.1:9/",
      database: "bank",
      token: undefined,
      patience: 500,
    });
    expect(target({}).url).toBe("http://localhost:3000");
  });

  it.each([
    ["http://me:SECRET@host/", "holds a user name or a password"],
    ["http://SECRET@host/", "holds a user name or a password"],
    ["http://host/?key=SECRET", "has a query, which would not be sent"],
    ["http://host/?", "has a query"],
    ["http://host/#SECRET", "has a fragment"],
    ["me:SECRET@host", "is no URL of a server"],
    ["ftp://host/SECRET", "is no URL of a server"],
    ["SECRET", "is no URL of a server"],
    ["http://host:0/", "the port 0"],
  ])("refuses the URL %s without repeating it", (url, why) => {
    expect(refusal({ url })).toMatch(/^--url /);
    expect(refusal({ url })).toContain(why);
    expect(refusal({}, { EVIDENTSOURCE_URL: url })).toMatch(/^EVIDENTSOURCE_URL /);
  });

  it.each([
    ["SECRET\nTOKEN", "a line break"],
    ["SECRET\r", "a line break"],
    ["SECRET TOKEN", "a space"],
    ["SECRETé", "no visible ASCII"],
    ["SECRET\x07", "no visible ASCII"],
  ])("refuses the token %j without repeating it", (token, why) => {
    expect(refusal({ token })).toMatch(/^--token /);
    expect(refusal({}, { EVIDENTSOURCE_TOKEN: token })).toContain(why);
  });

  it.each(["0", "-1", "x", "1e3", "3601", ""])("refuses the timeout %j", (timeout) => {
    expect(refusal({ timeout })).toContain("is no number of seconds");
  });
});
