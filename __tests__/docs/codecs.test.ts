import "reflect-metadata";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as validator from "class-validator";
import { Codec, IsBigInt, IsTimestamp, Timestamp } from "evidentsource-functions";
import { rulesOf } from "../../src/codec/classValidator.js";
import { Constants } from "../../src/codec/compiled/source/constants.js";
import { ruleCode } from "../../src/codec/compiled/rules/knownRule.js";
import { RULE_USES, type RuleUse } from "../codec/compiled/rules.js";

const text = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), "../../docs/codecs.md"),
  "utf8",
);
const [, ofRules = ""] = text.split("## The rules of class-validator");
const rows = new Map(
  [...ofRules.matchAll(/^\| `@(\w+)` +\| (\S[^|]*?) +\|/gm)].map(([, rule = "", how = ""]) => [
    rule,
    how,
  ]),
);

/** How the compiler treats the rule with the arguments of the first use in the tests. */
function treatment({ decorator }: RuleUse): string {
  class Holder {
    declare value: unknown;
  }
  decorator()(Holder.prototype, "value");
  const [rule] = rulesOf(Holder);
  if (rule === undefined) throw new Error("no rule is registered");
  const code = ruleCode(rule, new Constants());
  if (code === undefined) return "asked";
  return code.exact ? "compiled" : "fast accept";
}

/** Decorators that are no rules with a validator; `compiled/obstacles.test.ts` and others show what becomes of them. */
const OTHERS = {
  Allow: "compiled",
  IsOptional: "compiled",
  ValidateIf: "compiled",
  ValidateNested: "compiled",
  Validate: "asked",
  ValidateBy: "asked",
  ValidatePromise: "fallback",
};

describe("the table of class-validator's rules", () => {
  test("names every one that the installed release has, and no other", () => {
    const classes = [
      "ValidatorConstraint",
      "ValidationError",
      "ValidationTypes",
      "Validator",
      "MetadataStorage",
    ];
    const decorators = Object.entries(validator)
      .filter(([name, value]) => typeof value === "function" && /^[A-Z][a-z]/.test(name))
      .map(([name]) => name)
      .filter((name) => !classes.includes(name));
    expect([...rows.keys()].sort()).toEqual(decorators.sort());
  });

  const first = new Map([...RULE_USES].reverse().map((use) => [use.rule, use]));
  test.each([...first])("tells what becomes of @%s", (rule, use) => {
    expect([rule, rows.get(rule)]).toEqual([rule, treatment(use)]);
  });

  test.each(Object.entries(OTHERS))("tells what becomes of @%s: %s", (rule, how) => {
    expect(rows.get(rule)).toBe(how);
  });
});

describe("the rules of this package's own decorators", () => {
  const [, ofValues = ""] = text.split("## Values of classes of their own");
  const treated = new Map(
    [...ofValues.matchAll(/^\| `@(\w+)\(.*\| ([^|]+): (\w+)[^|]*\|$/gm)].map(
      ([, name = "", rules = "", how = ""]) => [
        name,
        [...rules.matchAll(/`(\w+)`/g)].map(([, rule = ""]) => `${rule} ${how}`),
      ],
    ),
  );

  test.each<[string, PropertyDecorator]>([
    ["IsBigInt", IsBigInt({ min: 0n, max: 9n })],
    ["IsTimestamp", IsTimestamp({ min: new Timestamp(0n), max: new Timestamp(9n) })],
    ["Codec", Codec({ decode: (json: string) => json, encode: (value: string) => value })],
  ])("tells what becomes of @%s", (name, decorate) => {
    class Holder {
      declare value: unknown;
    }
    decorate(Holder.prototype, "value");
    const found = rulesOf(Holder).map((rule) => {
      const code = ruleCode(rule, new Constants());
      return `${rule.name ?? ""} ${code === undefined ? "asked" : code.exact ? "compiled" : "fast accept"}`;
    });
    expect(found.sort()).toEqual([...(treated.get(name) ?? [])].sort());
  });
});
