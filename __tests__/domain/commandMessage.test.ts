import fc from "fast-check";
import { isJsonContentType } from "../../src/domain/index.js";

describe("the content type of a command", () => {
  test.each([
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    "application/json;charset=utf-8",
    " application/json ",
    "application/vnd.bank.withdraw+json",
    "application/cloudevents+JSON; version=1",
    "text/x+json",
    "application/a+b+json",
  ])("is JSON in %j", (contentType) => {
    expect(isJsonContentType(contentType)).toBe(true);
  });

  test.each([
    "",
    ";",
    "json",
    "+json",
    "application/+json",
    "/x+json",
    "application/jsonx",
    "application/json5",
    "application/json-seq",
    "application/x+jsonx",
    "application/xjson",
    "text/json",
    "text/plain",
    "text/plain; application/json",
    "application/octet-stream",
    "application/xml;q=application/json",
    "application/a/b+json",
    "application/a b+json",
  ])("is not JSON in %j", (contentType) => {
    expect(isJsonContentType(contentType)).toBe(false);
  });

  test("is judged without parameters, spaces around it and case", () => {
    const types = fc.oneof(
      fc.constantFrom("application/json", "a/b+json", "text/plain", "application/jsonl"),
      fc.string(),
    );
    fc.assert(
      fc.property(types, fc.string(), (type, rest) => {
        const bare = isJsonContentType(type);
        expect(isJsonContentType(`  ${type}\t`)).toBe(bare);
        expect(isJsonContentType(`${type};${rest}`)).toBe(bare);
        expect(isJsonContentType(type.toUpperCase())).toBe(bare);
      }),
    );
  });
});
