import { messageOf, type Class, type Violation } from "../domain/index.js";
import { exposedNames } from "./classTransformer.js";
import { constraintsOf, rulesOf, type RuleMetadata } from "./classValidator.js";
import { joinPath } from "./violation.js";

/**
 * What breaks the rules of an instance some of whose rules throw: class-validator judges again, and is
 * told that what throws does not hold. Messages are its own, with a note.
 * @param judge - asks class-validator.
 * @param first - what it threw.
 */
export function brokenByThrowing(
  instance: object,
  judge: () => readonly Violation[],
  first: unknown,
): readonly Violation[] {
  if (isEnd(first)) throw first;
  let guard: Guard | undefined;
  try {
    guard = new Guard(pathsIn(instance));
    guard.begin();
    return guard.noted(judge());
  } catch (error) {
    if (isEnd(error)) throw error;
    return [{ path: "", rule: "validation", message: `cannot be checked:${note(error)}` }];
  } finally {
    guard?.end();
  }
}

/** The engine's own end, such as of its memory, says nothing about a value. */
const isEnd = (error: unknown): boolean => error instanceof Error && error.name === "InternalError";

/** Errors whose messages are the engine's, and another in each. */
const ENGINES_OWN = ["TypeError", "RangeError", "ReferenceError", "URIError", "SyntaxError"];

function note(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (ENGINES_OWN.includes(name)) return ` (the rule threw a ${name})`;
  return ` (the rule threw ${name === "" ? "" : `${name}: `}${messageOf(error)})`;
}

/** Every object in an instance, with its path in JSON. */
function pathsIn(
  value: unknown,
  path = "",
  found = new Map<object, string>(),
): ReadonlyMap<object, string> {
  if (typeof value !== "object" || value === null || found.has(value)) return found;
  found.set(value, path);
  const made: unknown = value.constructor;
  const names = isClass(made) ? exposedNames(made) : new Map<string, string>();
  const members: Iterable<readonly [unknown, unknown]> =
    value instanceof Map
      ? (value as Map<unknown, unknown>)
      : Object.entries(value instanceof Set ? [...value] : value);
  for (const [key, item] of members)
    pathsIn(item, joinPath(path, names.get(String(key)) ?? String(key)), found);
  return found;
}

type Validator = ReturnType<typeof constraintsOf>[number]["instance"];
type Validate = Validator["validate"];

/** Keeps the rules of the classes of some objects from throwing, until it ends. */
class Guard {
  readonly #paths: ReadonlyMap<object, string>;
  readonly #notes = new Map<string, string>();
  /** Conditions that threw, as violations. */
  readonly #conditions: Violation[] = [];
  readonly #undo: (() => void)[] = [];

  constructor(paths: ReadonlyMap<object, string>) {
    this.#paths = paths;
  }

  begin(): void {
    const classes = new Set(
      [...this.#paths.keys()].map((object): unknown => object.constructor).filter(isClass),
    );
    const rules = new Set([...classes].flatMap((target) => rulesOf(target)));
    for (const rule of rules) this.#guardRule(rule);
    const constraints = new Set([...rules].flatMap((rule) => constraintsOf(rule)));
    for (const constraint of constraints) this.#guardConstraint(constraint);
  }

  /** The violations, with a note at each that comes of a rule that threw, and with the conditions that did. */
  noted(violations: readonly Violation[]): readonly Violation[] {
    const noted = violations.map((violation) => ({
      ...violation,
      message: violation.message + (this.#notes.get(keyOf(violation)) ?? ""),
    }));
    return [...noted, ...this.#conditions];
  }

  end(): void {
    for (const undo of this.#undo.reverse()) undo();
  }

  #guardConstraint(constraint: ReturnType<typeof constraintsOf>[number]): void {
    const { instance } = constraint;
    const rule = constraint.name;
    const validate: Validate = (value, told) => {
      try {
        return instance.validate(value, told);
      } catch (error) {
        if (isEnd(error)) throw error;
        const path = this.#pathOf(told?.object, told?.property);
        this.#notes.set(keyOf({ path, rule }), note(error));
        return false;
      }
    };
    const defaultMessage = (told: Parameters<Validate>[1]): string =>
      safely(() => instance.defaultMessage?.(told)) ?? "$property breaks a rule";
    this.#replace(constraint, "instance", { validate, defaultMessage });
  }

  #guardRule(rule: RuleMetadata): void {
    const { message, validateIf } = rule;
    if (typeof message === "function")
      this.#replace(
        rule,
        "message",
        (told: never) => safely(() => message(told)) ?? "$property breaks a rule",
      );
    if (validateIf !== undefined)
      this.#replace(rule, "validateIf", this.#guardCondition(rule, validateIf));
    const [condition] = (rule.constraints as readonly unknown[] | undefined) ?? [];
    if (rule.type === "conditionalValidation" && typeof condition === "function")
      this.#replace(rule, "constraints", [this.#guardCondition(rule, condition as Condition)]);
  }

  /** A condition that throws does not hold, and breaks a rule of its own. */
  #guardCondition(rule: RuleMetadata, condition: Condition): Condition {
    return (object, value) => {
      try {
        return condition(object, value);
      } catch (error) {
        if (isEnd(error)) throw error;
        const path = this.#pathOf(object, rule.propertyName);
        const message = `${rule.propertyName} has a condition that cannot be asked${note(error).replace("rule", "condition")}`;
        this.#conditions.push({ path, rule: "conditionalValidation", message });
        return false;
      }
    };
  }

  #pathOf(object: object | undefined, property = ""): string {
    if (object === undefined) return property;
    const name = exposedNames(object.constructor as Class).get(property) ?? property;
    return joinPath(this.#paths.get(object) ?? "", name);
  }

  #replace(of: object, member: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(of, member);
    Object.defineProperty(of, member, { value, configurable: true, writable: true });
    this.#undo.push(() => {
      if (before === undefined) Reflect.deleteProperty(of, member);
      else Object.defineProperty(of, member, before);
    });
  }
}

const isClass = (made: unknown): made is Class => typeof made === "function";

type Condition = (object: object, value: unknown) => boolean;

const keyOf = ({ path, rule }: Pick<Violation, "path" | "rule">): string => `${path} ${rule}`;

function safely(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
