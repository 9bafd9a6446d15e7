import { constraintsOf, type RuleMetadata } from "../../classValidator.js";
import { Constants } from "../source/constants.js";
import { expressionOf, type KnownRule, type RuleCode } from "./ruleCode.js";
import { OWN_RULES } from "./ownRules.js";
import { STRING_RULES } from "./stringRules.js";
import { VALUE_RULES } from "./valueRules.js";

/** The rules that have code, by class-validator's names; those of this package's own among them. */
export const KNOWN_RULES: ReadonlyMap<string, KnownRule> = new Map(
  Object.entries({ ...VALUE_RULES, ...STRING_RULES, ...OWN_RULES }),
);

/**
 * Code for a rule, or `undefined` for a rule whose validator must be asked about every value: one
 * that the compiler does not know, has arguments beyond it, or only bears the name of a known one.
 */
export function ruleCode(rule: RuleMetadata, constants: Constants): RuleCode | undefined {
  const known = KNOWN_RULES.get(rule.name ?? "");
  if (known === undefined) return undefined;
  const given: unknown = rule.constraints;
  const constraints: readonly unknown[] = Array.isArray(given) ? given : [];
  const code = known.code(constraints, constants);
  return code !== undefined && isKnown(rule, known, constraints) ? code : undefined;
}

const verdicts = new WeakMap<RuleMetadata, boolean>();

function isKnown(rule: RuleMetadata, known: KnownRule, constraints: readonly unknown[]): boolean {
  const before = verdicts.get(rule);
  if (before !== undefined) return before;
  const verdict = isTheLibrarys(rule, known, constraints);
  verdicts.set(rule, verdict);
  return verdict;
}

/** Values of every kind; a rule's own samples and arguments are tried beside them. */
const VALUES: readonly unknown[] = [
  ...[
    undefined,
    null,
    true,
    false,
    "",
    "a",
    "A",
    " ",
    "\n",
    "abc def",
    "ä",
    "😀",
    "❤️",
    "0",
    "-1",
    "1.5",
    "\ud800",
  ],
  ...[
    0,
    -0,
    1,
    -1,
    2,
    3,
    5,
    10,
    12,
    100,
    1000,
    0.5,
    -1.25,
    1e21,
    1e-7,
    2 ** 53,
    Infinity,
    -Infinity,
    NaN,
  ],
  ...[
    [],
    [1],
    ["a"],
    [1, 2, 3],
    {},
    { a: 1 },
    new Date(0),
    new Date(8.64e15),
    new Date(NaN),
    new Map(),
    new Set([1]),
  ],
];

/**
 * Authors' rules may bear the names of the library's. A rule is taken for the library's if it has
 * the library's message, looks at its arguments as the library does, and takes all that the code takes.
 */
function isTheLibrarys(
  rule: RuleMetadata,
  known: KnownRule,
  constraints: readonly unknown[],
): boolean {
  const [validator, ...others] = constraintsOf(rule);
  if (validator === undefined || others.length > 0 || validator.async) return false;
  const accepts = predicateOf(known, constraints);
  const read = new Set<string | symbol>();
  const watched = new Proxy(
    {
      targetName: "",
      property: "",
      object: {},
      value: undefined,
      constraints: rule.constraints as unknown[],
    },
    { get: (target, key) => (read.add(key), Reflect.get(target, key) as unknown) },
  );
  try {
    const { instance } = validator;
    const message = instance.defaultMessage?.(watched).replace("each value in ", "");
    if (message?.startsWith(known.message) !== true) return false;
    read.clear();
    void instance.validate("", watched);
    const samples = [...VALUES, ...(known.samples ?? []), ...constraints.flat()];
    if (!samples.every((value) => !accepts(value) || instance.validate(value, watched) === true))
      return false;
  } catch {
    return false;
  }
  if (![...read].every((key) => key === "constraints")) return false;
  return constraints.length === 0 || known.ignoresConstraints === true || read.has("constraints");
}

function predicateOf(
  known: KnownRule,
  constraints: readonly unknown[],
): (value: unknown) => unknown {
  const constants = new Constants();
  const code = known.code(constraints, constants);
  if (code === undefined) return () => true;
  return constants.evaluate(["x"], `return ${expressionOf(code)};`);
}
