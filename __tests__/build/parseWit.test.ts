import { readFileSync } from "node:fs";
import { methods, parseWit, WitError } from "../../src/build/wit/index.js";
import { batchWit, bundledWit } from "./witDocuments.js";

describe("parseWit", () => {
  it("reads the bundled document", () => {
    const document = parseWit(bundledWit);
    expect(document).toMatchObject({
      packageId: "evidentsource:decider@0.1.0",
      namespace: "evidentsource",
      name: "decider",
      version: "0.1.0",
      generation: "transaction",
      databaseInterface: "state-change-types",
    });
    expect(methods(document.database)).toEqual([
      "at-revision",
      "at-effective-timestamp",
      "speculate-with-transaction",
      "query-events",
      "view-state",
      "name",
      "created-at",
      "revision",
      "revision-timestamp",
      "effective-timestamp",
    ]);
    expect(document.speculativeDatabase && methods(document.speculativeDatabase)).toContain(
      "speculated-event-count",
    );
  });

  it("keeps the text byte for byte", () => {
    expect(parseWit(bundledWit).text).toBe(readFileSync("wit/decider.wit", "utf8"));
  });

  it("tells the older generation by its names", () => {
    expect(parseWit(batchWit).generation).toBe("batch");
  });

  it("reads a document that cannot speculate", () => {
    const text = bundledWit
      .replaceAll(/^ +speculate-with.*\n/gm, "")
      .replace(/ {2}resource speculative-database \{[^}]*\}\n/, "");
    expect(parseWit(text)).toMatchObject({ generation: undefined, speculativeDatabase: undefined });
  });

  it.each([
    ["package evidentsource:decider@1.2.3-rc.1+build.5;", "1.2.3-rc.1+build.5"],
    ["package  evidentsource : decider ; // without a version", undefined],
    ["package evidentsource:/* here */decider@2.0.0;", "2.0.0"],
    ["/// The contract.\npackage %evidentsource:decider@0.9.0;", "0.9.0"],
  ])("reads the version of `%s`", (line, version) => {
    const document = parseWit(bundledWit.replace(/^package .*;/m, line));
    expect(document).toMatchObject({ namespace: "evidentsource", name: "decider", version });
  });

  it.each([
    ["declarations in comments", "/* resource database { /* nested */ } */\n// world w {\n"],
    ["feature gates", "@since(version = 0.1.0)\n@deprecated(version = 0.2.0)\n"],
    ["other interfaces", "interface other { resource thing; type a = u8; f: func(x: a) -> a; }\n"],
  ])("is not misled by %s", (_, inserted) => {
    const text = bundledWit.replace("interface cloudevents", `${inserted}interface cloudevents`);
    expect(methods(parseWit(text).database)).toHaveLength(10);
  });

  it("reads interfaces and worlds in any order, and escaped names", () => {
    const at = bundledWit.indexOf("world state-change");
    const head = bundledWit.indexOf("interface cloudevents");
    const text = bundledWit.slice(0, head) + bundledWit.slice(at) + bundledWit.slice(head, at);
    const escaped = text.replace("resource database", "resource %database");
    expect(parseWit(escaped)).toMatchObject({ databaseInterface: "state-change-types" });
  });
});

describe("parseWit refuses", () => {
  it.each([
    ["an empty document", "", /line 1: expected "package namespace:name@version;", found none/],
    ["text that is no WIT", "hello world", /line 1: expected ";" or "}"/],
    [
      "a package name without namespace",
      bundledWit.replace("evidentsource:", ""),
      /found "decider/,
    ],
    ["a missing world", bundledWit.replace("world state-view", "world x"), /"world state-view"/],
    [
      "a world without its function",
      bundledWit.replace("export evolve", "export fold"),
      /"export evolve" in "world state-view"/,
    ],
    [
      "a document without database",
      bundledWit.replace("resource database", "resource ledger"),
      /an interface with "resource database"/,
    ],
    [
      "a database without name",
      bundledWit.replace("name: func() -> string;", ""),
      /line 161: expected the method "name" in "resource database"/,
    ],
    ["an open comment", `${bundledWit}\n/* open`, /line \d+: expected \*\/, found the end/],
    ["a brace too many", `}\n${bundledWit}`, /line 1: expected a declaration, found "}"/],
    ["a brace too few", bundledWit.trimEnd().slice(0, -1), /expected ";" or "}"/],
  ])("%s", (_, text, message) => {
    expect(() => parseWit(text)).toThrow(WitError);
    expect(() => parseWit(text)).toThrow(message);
  });

  it.each([
    ["@since(version = 0.1.0) @since(version = 0.1.0)", `"@since" once, found "@since"`],
    ["@since(version = 0.1.0) @unstable(feature = a)", `"@since" or "@unstable", found both`],
    ["@deprecated(version = 0.2.0)", `"@since" or "@unstable" beside "@deprecated", found none`],
    ["@before(version = 0.1.0)", `a gate, found "@before"`],
  ])("gates that contradict each other: %s", (gates, message) => {
    const wit = bundledWit.replace("  record datetime {", `  ${gates} record datetime {`);
    expect(() => parseWit(wit)).toThrow(`expected ${message}`);
  });

  it("says the line and what was expected", () => {
    const text = bundledWit.replace("export decide", "export choose");
    const line = text.slice(0, text.indexOf("world state-change")).split("\n").length;
    let thrown: unknown;
    try {
      parseWit(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ line, expected: `"export decide" in "world state-change"` });
  });
});
