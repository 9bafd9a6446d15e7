import { Random } from "../../../conformance/random.js";
import { mutated } from "../../../conformance/witMutations.js";
import { layoutSource } from "../../../scripts/engineLayout.js";
import { EngineError } from "../../../src/build/engines/componentEngine.js";
import { quickjs } from "../../../src/build/quickjs/index.js";
import { parseWit, WitError } from "../../../src/build/wit/index.js";
import { batchWit, bundledWit, oddWit } from "../witDocuments.js";

const USES = { databaseFunctions: new Set(["speculate"] as const), random: false };

/** Why the engine refuses a document; `undefined` when it takes it. */
function refusal(text: string): string | undefined {
  try {
    const document = parseWit(text);
    for (const world of ["state-view", "state-change"] as const)
      quickjs().bind(document, { ...USES, world });
    return undefined;
  } catch (error) {
    if (error instanceof EngineError || error instanceof WitError) return error.message;
    throw error;
  }
}

function changed(from: string, to: string): string {
  expect(bundledWit).toContain(from);
  return bundledWit.replaceAll(from, to);
}

describe("a WIT document whose values lie otherwise than the engine reads them", () => {
  it.each([
    [
      "last-seen-revision: u64",
      "last-seen-revision: u32",
      /"last-seen-revision" of the record state-change-metadata is u32 instead of u64/,
    ],
    [
      "id: string,\n    source: string,",
      "source: string,\n    id: string,",
      /the record cloudevent has "source" where "id" is expected/,
    ],
    [
      "boolean(bool),\n    integer(s32),",
      "integer(s32),\n    boolean(bool),",
      /the variant cloudevent-attribute-value has "integer" where "boolean" is expected/,
    ],
    [
      "    %type: string,",
      "    %type: string,\n    extra: option<string>,",
      /the record cloudevent has "extra" where "data" is expected/,
    ],
    [
      "    attributes: list<tuple<string, cloudevent-attribute-value>>,",
      "",
      /the record cloudevent has nothing more where "attributes" is expected/,
    ],
    [
      "    nanoseconds: u32,",
      "    nanoseconds: u32,\n    zone: string,",
      /the record datetime has "zone", which is not expected/,
    ],
    [
      "    forward,\n    reverse,",
      "    reverse,\n    forward,",
      /the enum query-direction has "reverse" where "forward" is expected/,
    ],
    [
      "content: option<list<u8>>",
      "content: option<string>",
      /"content" of the record rendered-state-view is string instead of list<u8>/,
    ],
    [
      "and(tuple<u32, u32>)",
      "and(tuple<u32, u32, u32>)",
      /is tuple<u32, u32, u32> instead of tuple<u32, u32>/,
    ],
    [
      "revision: func() -> u64;",
      "revision: func() -> u32;",
      /in (\S+).revision, the result is u32 instead of u64/,
    ],
    [
      "at-revision: func(revision: u64)",
      "at-revision: func(revision: u64, branch: u64)",
      /at-revision takes 2 parameters instead of 1/,
    ],
    [
      "-> result<database, string>",
      "-> result<database>",
      /the result is nothing instead of string/,
    ],
  ])("is refused with the first difference (%s)", (from, to, expected) => {
    const reason = refusal(changed(from, to));
    expect(reason).toMatch(expected);
    expect(reason).toMatch(
      /^the WIT document is not the one that the engine quickjs was made for: .*; use the document of this package, or --engine starlingmonkey, which reads any$/,
    );
  });

  it("is taken where only names of types and parameters, comments or what is not used differ", () => {
    expect(refusal(batchWit)).toBeUndefined();
    expect(refusal(oddWit)).toBeUndefined();
    expect(
      refusal(changed("record command {", "type revision = u64;\n  record command {")),
    ).toBeUndefined();
    const aliased = changed("last-seen-revision: u64", "last-seen-revision: revision").replace(
      "record command {",
      "type revision = u64;\n  record command {",
    );
    expect(refusal(aliased)).toBeUndefined();
  });

  it("is refused when a name that the values stand on means a type of another package", () => {
    const other = changed(
      "  use cloudevents.{cloudevent, datetime};",
      "  use acme:events/cloudevents.{cloudevent, datetime};",
    );
    expect(refusal(other)).toMatch(/is cloudevent instead of|is datetime instead of/);
  });

  it("is refused or has the same layout, whatever is changed", () => {
    const layout = (text: string): string[] =>
      layoutSource(text)
        // What a parameter is called.
        .replaceAll(/(OTHER_)+|(_RENAMED)+/g, "")
        .split(/pub mod \w+/)
        .slice(1)
        .sort();
    const random = new Random(2026);
    const outcomes = { refused: 0, taken: 0 };
    for (let index = 0; index < 300; index++) {
      const { text, changes } = mutated(random, bundledWit);
      const reason = refusal(text);
      if (reason !== undefined) {
        expect(reason).not.toContain("\n");
        outcomes.refused++;
        continue;
      }
      expect({ changes, layout: layout(text) }).toEqual({ changes, layout: layout(bundledWit) });
      outcomes.taken++;
    }
    expect(outcomes.refused).toBeGreaterThan(50);
    expect(outcomes.taken).toBeGreaterThan(50);
  });
});
