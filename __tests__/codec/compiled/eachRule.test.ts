import "reflect-metadata";
import { Allow, IsOptional } from "class-validator";
import * as validator from "class-validator";
import { Type } from "class-transformer";
import type { Class } from "../../../src/domain/index.js";
import { pairOf } from "./agreement.js";
import { useQuickContainer } from "./quickContainer.js";
import { copyOf } from "./fingerprint.js";
import { ODD_VALUES, RULE_USES, type RuleUse } from "./rules.js";

useQuickContainer();

/** A class with one property under one rule. */
function classWith(use: RuleUse, each: boolean, optional: boolean): Class {
  class Holder {
    declare value: unknown;
    declare other: unknown;
  }
  use.decorator({ each })(Holder.prototype, "value");
  if (use.date) Type(() => Date)(Holder.prototype, "value");
  if (optional) IsOptional()(Holder.prototype, "value");
  Allow()(Holder.prototype, "other");
  return Holder;
}

const title = ({ rule }: RuleUse, index: number): string => `${String(index)} ${rule}`;
const uses = RULE_USES.map((use, index) => [title(use, index), use] as const);

describe("each rule alone agrees with class-validator", () => {
  test.each(uses)("%s", (_title, use) => {
    for (const strictness of ["strict", "tolerant"] as const) {
      const pair = pairOf(classWith(use, false, strictness === "tolerant"), strictness);
      expect(pair.reason).toBeUndefined();
      for (const value of [...use.valid, ...ODD_VALUES])
        pair.decode(() => ({ other: 1, value: copyOf(value) }));
      pair.decode(() => ({}));
      for (const value of use.valid)
        expect([value, pair.decode(() => ({ value: copyOf(value) }))]).toEqual([value, "taken"]);
    }
  });

  test.each(uses)("%s with each", (_title, use) => {
    const pair = pairOf(classWith(use, true, false), "strict");
    for (const value of ODD_VALUES) pair.decode(() => ({ value: copyOf([...use.valid, value]) }));
    // class-transformer looks into arrays of arrays, and class-validator does not.
    if (use.valid.some(Array.isArray)) return;
    expect(pair.decode(() => ({ value: copyOf(use.valid) }))).toBe("taken");
  });
});

test("every rule of the installed class-validator is in the table", () => {
  const withoutValue = [
    "Allow",
    "IsOptional",
    "Validate",
    "ValidateBy",
    "ValidateIf",
    "ValidateNested",
  ];
  const notRules = [
    "ValidatePromise",
    "ValidatorConstraint",
    "ValidationError",
    "ValidationTypes",
    "Validator",
  ];
  const decorators = Object.entries(validator)
    .filter(([name, value]) => typeof value === "function" && /^[A-Z][a-z]/.test(name))
    .map(([name]) => name)
    .filter((name) => ![...withoutValue, ...notRules, "MetadataStorage"].includes(name));
  expect(new Set(RULE_USES.map(({ rule }) => rule))).toEqual(new Set(decorators));
});
