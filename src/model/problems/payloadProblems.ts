import type { Diagnostic } from "../diagnostic.js";
import type {
  ChoiceProblem,
  CompilationObstacle,
  LostType,
  RefusingRule,
  RuleGap,
  ThrowingType,
  TypeGap,
  UnmadeType,
} from "../payload.js";
import type { StateProblem } from "../stateProblem.js";
import { error, remark, sentence, warning, type Place } from "./problem.js";

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

function lostTypeRemedy({ declared, remedy, isPart, isTypeOnly }: LostType): string {
  if (declared === "Array")
    return "Add @Type(() => Element) and @ValidateNested({ each: true }), or a rule with { each: true }.";
  if (remedy === "@Type(() => Element)")
    return "Add @Type(() => Element) with the class of its values: Number, String, or one of yours.";
  if (isPart === true)
    return `Make the object that it is a part of an instance of a class: @Type(() => Class) here, and ${remedy} there.`;
  const decorator = remedy === "@Type(() => Class)" ? `@Type(() => ${declared})` : remedy;
  const hint = isTypeOnly === true ? ` Import ${declared} without \`type\`.` : "";
  return `Add ${decorator}, or @Transform for both directions.${hint}`;
}

const UNSTORED = {
  hidden: "ESF212",
  "one-way": "ESF215",
  shared: "ESF216",
  uncarried: "ESF217",
} as const;

function choiceTexts(choice: ChoiceProblem): [cause: string, remedy: string] {
  const { by, type, kind, reason } = choice;
  const name = JSON.stringify(choice.name);
  switch (kind) {
    case "refused":
      return [
        `What says ${by}: ${name} is a ${type}, which refuses it: ${sentence(reason)}`,
        `Let them agree: name the class what its rule asks for, or put @Equals(${name}) on ${type}.${by}.`,
      ];
    case "unruled":
      return [
        `What says ${by}: ${name} is a ${type}, which has no rule for it: ${sentence(reason)}`,
        `Put @Equals(${name}) on ${type}.${by}.`,
      ];
    case "missing":
      return [
        `The discriminator takes ${by} out of what is a ${type}, which refuses that it is missing: ${sentence(reason)}`,
        `Add keepDiscriminatorProperty: true beside the discriminator, or begin with it: ${by} = ${name}.`,
      ];
    case "initial":
      return [
        `What says ${by}: ${name} is a ${type}, of which each begins with ${by} = ${reason}: it would be written as ${name} and be ${reason}.`,
        `Let them agree: name the class ${reason}, or write ${by} = ${name} in ${type}.`,
      ];
    case "typed":
      return [
        `What says ${by}: ${name} is a ${type}, whose ${by} is declared as ${reason}.`,
        `Let them agree: name the class so, or declare ${by}: ${name} in ${type}.`,
      ];
    case "map":
      return [
        `In a Map class-transformer asks no discriminator: whatever the values say of ${by}, each is read as a ${reason}.`,
        "Hold them in a list, or use @Codec({ decode, encode }, { each: true }).",
      ];
    case "taken":
      return [
        `The discriminator has two classes of the name ${name}, ${reason} and ${type}: what says so is always a ${reason}.`,
        `Give ${type} a name of its own.`,
      ];
  }
}

function differenceOf({ passes, refuses }: TypeGap): string {
  return [
    passes.length > 0
      ? `The rules let through what the type forbids: ${passes.join(", ")}.`
      : undefined,
    refuses.length > 0
      ? `The rules refuse what the type allows: ${refuses.join(" and ")}.`
      : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** The rule by which a value is of a kind, and no other. */
const RULES: Readonly<Record<string, string>> = {
  string: "@IsString()",
  number: "@IsNumber()",
  boolean: "@IsBoolean()",
  list: "@IsArray()",
};

function differenceRemedy(gap: TypeGap): string {
  const { passes, refuses, kind, isOptional, isInitialized } = gap;
  const absent = passes.filter((what) => what === "null" || what === "nothing at all");
  const remedies: string[] = [];
  if (refuses.length > 0)
    remedies.push("Add @IsOptional(), or let the type say that there is a value.");
  if (absent.length > 0 && isOptional)
    remedies.push(
      isInitialized
        ? "Remove @IsOptional(): what is not sent has its initial value without it."
        : "Remove @IsOptional(), or let the type say that it may be missing or null.",
    );
  if (passes.some((what) => what.startsWith("any ")))
    remedies.push("Add @IsEnum(…) or @IsIn([…]) with the values of the type.");
  else if (passes.length > (isOptional ? absent.length : 0))
    remedies.push(`Add ${RULES[kind ?? ""] ?? "a rule for its kind"}.`);
  return remedies.join(" ");
}

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
      lostTypeRemedy(lost),
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

  otherChoice: (place: Place, choice: ChoiceProblem): Diagnostic =>
    error("ESF416", place, ...choiceTexts(choice)),

  throwingType: (place: Place, { reason }: ThrowingType): Diagnostic =>
    error(
      "ESF410",
      place,
      `@Type names no class: its function throws ${sentence(reason)}`,
      "Import the class, without `type`, or declare it.",
    ),

  refusingRule: (place: Place, { rule, kind, isForElements, isMade }: RefusingRule): Diagnostic =>
    error(
      "ESF417",
      place,
      `The rule ${rule} refuses every ${kind}, and ${isMade ? `@Type makes the value a ${kind}` : `that is the property's type`}: no value can be valid.`,
      isForElements
        ? "Write it with { each: true } if it is meant for what the list holds; else mend the type or the rule."
        : "Mend the rule or the type.",
    ),

  typeGap: (place: Place, gap: TypeGap): Diagnostic =>
    warning("ESF418", place, differenceOf(gap), differenceRemedy(gap)),

  unmadeClass: (place: Place, role: string, reason: string): Diagnostic =>
    error(
      "ESF419",
      place,
      `The ${role} is made without arguments before its properties are set, and the constructor throws then: ${sentence(reason)}`,
      "Leave the constructor out, or its parameters: what is sent is set by name, and event(Class, { … }) makes events.",
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
