import type { Diagnostic } from "../diagnostic.js";
import type { CompilationObstacle, LostType, RuleGap, UnmadeType } from "../payload.js";
import type { StateProblem } from "../stateProblem.js";
import { error, remark, warning, type Place } from "./problem.js";

/** What passes, in words. */
const SAID: Record<RuleGap["passes"][number], (gap: RuleGap) => string> = {
  nothing: () => "nothing at all, for @ValidateNested asks only about what is there",
  "a list": ({ type, of }) => `a list for ${of === "one" ? `one ${type}` : `the ${of}`}`,
  "a single value": ({ type, of }) => `one ${type} for the ${of === "Set" ? "Set" : "list"}`,
  "unchecked values": ({ type }) => `a ${type} whose own rules are not asked`,
};

function remedyOf({ passes, of }: RuleGap): string {
  if (passes.includes("unchecked values"))
    return of === "one" ? "Add @ValidateNested()." : "Add @ValidateNested({ each: true }).";
  const rule = {
    one: "@IsObject()",
    Map: "@IsObject()",
    Array: "@IsArray()",
    Set: "@IsInstance(Set)",
  };
  const unless = passes.includes("nothing") ? ", and @IsOptional() if it may be missing" : "";
  return `Add ${rule[of]}${unless}.`;
}

/** Types whose elements `@Type` names. */
const COLLECTIONS: readonly string[] = ["Map", "Set"];

const UNSTORED = {
  hidden: "ESF212",
  "one-way": "ESF215",
  shared: "ESF216",
  uncarried: "ESF217",
} as const;

/** Diagnostics of mistakes in classes whose instances travel as JSON. */
export const PayloadProblem = {
  noStream: (place: Place, className: string): Diagnostic =>
    error(
      "ESF401",
      place,
      `${className} is emitted but names no stream.`,
      `Name it: @DomainEvent("…", { stream: "…" }), or event(${className}, …, { stream: "…" }).`,
    ),

  ownField: (place: Place): Diagnostic =>
    error(
      "ESF306",
      place,
      "The field is in every instance and has no rule, so every command is refused, although nobody has sent it.",
      "Make it a #private field, which no one can send, or a variable of the decision; or add a rule to it, @Allow() if anyone may send anything.",
    ),

  ruleGap: (place: Place, gap: RuleGap): Diagnostic =>
    error(
      "ESF415",
      place,
      `The rules let through what the type forbids: ${gap.passes.map((passes) => SAID[passes](gap)).join("; ")}.`,
      remedyOf(gap),
    ),

  lostType: (place: Place, lost: LostType): Diagnostic => ({
    ...error(
      "ESF402",
      place,
      lost.declared === "Array"
        ? "The elements' class is not known, so JSON brings back plain objects."
        : `JSON does not bring back a ${lost.declared} by itself.`,
      lost.declared === "Array"
        ? "Add @Type(() => Element) and @ValidateNested({ each: true }), or a rule with { each: true }."
        : COLLECTIONS.includes(lost.declared)
          ? "Add @Type(() => Element) with the class of its values: Number, String, or one of yours."
          : `Add ${lost.remedy === "@Type(() => Class)" ? `@Type(() => ${lost.declared})` : lost.remedy}, or @Transform for both directions.`,
    ),
    severity: lost.severity,
  }),

  unmadeType: (place: Place, { type, remedy }: UnmadeType): Diagnostic =>
    error(
      "ESF410",
      place,
      `@Type names ${type}, of which class-transformer cannot make an instance without arguments.`,
      `Put ${remedy} in its place.`,
    ),

  noPairOfFunctions: (place: Place): Diagnostic =>
    error(
      "ESF411",
      place,
      "@Codec is given no pair of functions.",
      "Give it { decode, encode }; if it is undefined, the modules import each other in a circle.",
    ),

  noSchema: (place: Place, problem: string): Diagnostic =>
    error(
      "ESF411",
      place,
      `The schema that @Codec is given ${problem}.`,
      'Give it a JSON Schema of what encode writes, such as { type: "string" }, or leave it out.',
    ),

  unstored: (place: Place, { kind, reason, remedy }: StateProblem): Diagnostic =>
    error(
      UNSTORED[kind],
      place,
      `${place.member === undefined ? "A part of the state" : "The property"} ${reason}.`,
      `${remedy.slice(0, 1).toUpperCase()}${remedy.slice(1)}.`,
    ),

  noRules: (place: Place, role: string): Diagnostic =>
    error(
      "ESF403",
      place,
      `The ${role} has no class-validator rules, so nothing that arrives could be valid.`,
      "Add a rule to each property, @Allow() where anything is valid.",
    ),

  twoSubjects: (place: Place, first: string): Diagnostic =>
    error("ESF404", place, `The event already has the subject ${first}.`, "Keep one @Subject()."),

  subjectOutsideEvent: (place: Place): Diagnostic =>
    error(
      "ESF404",
      place,
      "@Subject stands in a class that is no domain event.",
      `Add @DomainEvent("type") to the class, or remove @Subject.`,
    ),

  propertyWithoutRule: (place: Place): Diagnostic =>
    warning(
      "ESF405",
      place,
      "The property has no rule, so a command that carries it is refused.",
      "Add a rule to it, @Allow() if anything is valid.",
    ),

  notCompiled: (place: Place, { property, reason }: CompilationObstacle): Diagnostic =>
    remark(
      "ESF406",
      place,
      `${property === undefined ? "The class" : "The property"} ${reason}, so class-transformer and class-validator read and write the class.`,
      "The outcome is the same, only decoding takes about 40 times as long.",
    ),

  ruleWithoutIntl: (place: Place): Diagnostic =>
    error(
      "ESF407",
      place,
      "@IsTimeZone asks Intl, which components lack: there it refuses every value.",
      "Name the time zones that you know with @IsIn, or check the form of the name with @Matches.",
    ),

  privateState: (place: Place): Diagnostic =>
    error(
      "ESF212",
      place,
      "A #private field is not part of the state that is stored, so it is lost between two folds.",
      "Make it a property without #, or compute it from the others when it is needed.",
    ),
};
