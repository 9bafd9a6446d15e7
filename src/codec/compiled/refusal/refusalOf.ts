import type { Class, Violation } from "../../../domain/index.js";
import {
  constraintsOf,
  rulesOf,
  type RuleMetadata,
  type Strictness,
} from "../../classValidator.js";
import { joinPath } from "../../violation.js";
import { NOT_PROVEN } from "../notProven.js";
import type { ClassPlan, PropertyPlan } from "../plan/plan.js";
import type { Converter } from "../values/converters.js";
import { allRules } from "./allRules.js";
import { NOT_KNOWN, ruleJudge, type RuleJudge } from "./ruleJudge.js";

/** What the libraries would say of JSON that they refuse, or `undefined` where only they know. */
export type Refusal = (json: unknown) => readonly Violation[] | undefined;

/**
 * Judges instances as class-validator does, and says what it says, where all that is broken are rules
 * whose words are known.
 * @param instanceOf - makes the instance without asking any rule.
 */
export function refusalOf(
  plan: ClassPlan,
  plans: ReadonlyMap<Class, ClassPlan>,
  strictness: Strictness,
  instanceOf: Converter,
): Refusal {
  const judges = new Map<Class, ClassJudge>();
  const judgeOf = (known: ClassPlan): ClassJudge => {
    const before = judges.get(known.target);
    if (before !== undefined) return before;
    const judge = classJudge(known, strictness);
    judges.set(known.target, judge);
    return judge;
  };
  const nestedJudge = (value: object): ClassJudge => {
    const known = plans.get(value.constructor as Class);
    // Of an instance of a class without rules, class-validator says that it is unknown.
    return known?.hasRules === true ? judgeOf(known) : notKnown();
  };
  const root = judgeOf(plan);
  return (json) => {
    try {
      const instance = instanceOf(json);
      if (instance === NOT_PROVEN) return undefined;
      const found = new Found();
      judgeInstance(instance as object, root, "", found, nestedJudge);
      return found.violations.length > 0 ? found.violations : undefined;
    } catch {
      // Also what an author's constructor, condition or rule throws is told by the libraries.
      return undefined;
    }
  };
}

interface ClassJudge {
  readonly target: Class;
  /** The names that are allowed, where others are not: a table, which engines search faster than a `Set`. */
  readonly allowed: Readonly<Partial<Record<string, true>>> | undefined;
  readonly wireNames: ReadonlyMap<string, string>;
  readonly properties: readonly PropertyJudge[];
}

interface PropertyJudge {
  readonly plan: PropertyPlan;
  readonly keepsAll: ((value: unknown) => unknown) | undefined;
  /** By the names under which class-validator keeps what they say; one that comes later replaces it. */
  readonly rules: readonly { readonly name: string; readonly judge: RuleJudge }[];
}

function classJudge({ target, properties }: ClassPlan, strictness: Strictness): ClassJudge {
  const checked = properties.filter(({ whitelisted }) => whitelisted);
  return {
    target,
    allowed: strictness === "strict" ? tableOf(checked) : undefined,
    wireNames: new Map(properties.map(({ property, wireName }) => [property, wireName])),
    properties: checked.map((plan) => propertyJudge(target, plan)),
  };
}

const tableOf = (properties: readonly PropertyPlan[]): ClassJudge["allowed"] =>
  Object.assign(
    Object.create(null),
    Object.fromEntries(properties.map(({ property }) => [property, true])),
  ) as Record<string, true>;

function propertyJudge(target: Class, plan: PropertyPlan): PropertyJudge {
  const nested = rulesOf(target).filter(
    ({ type, propertyName }) => type === "nestedValidation" && propertyName === plan.property,
  );
  // Each of them says everything once more; and an empty name is none to class-validator.
  const special = nested.length > 1 || plan.property === "" ? [{ name: "", judge: notKnown }] : [];
  const definedFirst = [...plan.rules].sort(
    (a, b) => Number(b.type === "isDefined") - Number(a.type === "isDefined"),
  );
  const rules = definedFirst.map((rule) => ({
    name: nameOf(rule),
    judge: ruleJudge(rule),
  }));
  return { plan, keepsAll: allRules(plan), rules: [...rules, ...special] };
}

/** As class-validator names what it says. */
function nameOf(rule: RuleMetadata): string {
  const name = constraintsOf(rule)[0]?.name ?? "";
  return name === "" ? rule.type : name;
}

/** What is broken so far; two violations that are sorted alike would stand in an order that only the libraries know. */
class Found {
  readonly violations: Violation[] = [];

  add(path: string, rule: string, message: string): void {
    if (this.violations.some((known) => known.path === path && known.rule === rule)) notKnown();
    this.violations.push({ path, rule, message });
  }
}

function judgeInstance(
  object: object,
  { target, allowed, wireNames, properties }: ClassJudge,
  path: string,
  found: Found,
  nestedJudge: (value: object) => ClassJudge,
): void {
  if (Object.getPrototypeOf(object) !== target.prototype) notKnown();
  if (allowed !== undefined) {
    for (const key of Object.keys(object)) {
      if (allowed[key] === true) continue;
      if (key === "") notKnown();
      const at = joinPath(path, wireNames.get(key) ?? key);
      found.add(at, "whitelistValidation", `property ${key} should not exist`);
    }
  }
  for (const { plan, keepsAll, rules } of properties) {
    const value = (object as Readonly<Record<string, unknown>>)[plan.property];
    if (keepsAll?.(value) === true) continue;
    if (!isChecked(plan, object, value)) continue;
    const said = new Map<string, string>();
    for (const { name, judge } of rules) {
      const text = judge(value, object);
      if (text !== undefined) said.set(name, text);
    }
    const at = joinPath(path, plan.wireName);
    for (const [rule, text] of said) found.add(at, rule, text);
    if (plan.nested && value !== undefined) judgeNested(value, at, found, nestedJudge);
  }
}

/** class-validator asks every condition, whatever the others say. */
function isChecked(
  { conditions, optional }: PropertyPlan,
  object: object,
  value: unknown,
): boolean {
  const hold = conditions.map((condition) => condition(object, value)).every(Boolean);
  return hold && !(optional && (value === undefined || value === null));
}

function judgeNested(
  value: unknown,
  path: string,
  found: Found,
  nestedJudge: (value: object) => ClassJudge,
): void {
  const judge = (one: unknown, at: string): void => {
    // Of what is neither an instance nor an array of them, the libraries say more than this knows.
    if (typeof one !== "object" || one === null || isContainer(one)) notKnown();
    const instance = one;
    judgeInstance(instance, nestedJudge(instance), at, found, nestedJudge);
  };
  if (Array.isArray(value))
    for (const [index, one] of value.entries()) judge(one, joinPath(path, String(index)));
  else judge(value, path);
}

const isContainer = (value: object): boolean =>
  Array.isArray(value) || value instanceof Set || value instanceof Map;

function notKnown(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- it never leaves this folder
  throw NOT_KNOWN;
}
