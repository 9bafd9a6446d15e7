import type { Class } from "../../domain/index.js";
import { isBuiltIn } from "../compiled/plan/conversionOf.js";
import { lineage } from "../lineage.js";
import { hiddenFieldsIn } from "./classText.js";
import type { PropertyShape } from "./propertyShape.js";
import type { StateProblem } from "../../model/stateProblem.js";
import { waysOf } from "./travels.js";

/** What of the class no storage can follow. It is asked once for each class. */
export function classProblems(
  target: Class,
  fresh: object,
  properties: ReadonlyMap<string, PropertyShape>,
): readonly StateProblem[] {
  const declaredBy = target.name;
  const problem = (
    kind: StateProblem["kind"],
    member: string | undefined,
    reason: string,
    remedy: string,
  ): StateProblem => ({ kind, member, declaredBy, reason, remedy });
  if (isBuiltIn(target))
    return [
      problem(
        "uncarried",
        undefined,
        `is an instance of ${target.name}, which extends a class of JavaScript whose content is not stored`,
        "keep that content in a property of an ordinary class",
      ),
    ];
  return [
    ...hidden(target),
    ...[...properties].flatMap(([name, { travels, initial }]) =>
      travels || typeof initial === "function" ? [] : oneWay(target, name, problem),
    ),
    ...functions(properties, problem),
    ...oddProperties(fresh, problem),
    ...sharedInitials(target, fresh, properties, problem),
  ];
}

type MakeProblem = (
  kind: StateProblem["kind"],
  member: string | undefined,
  reason: string,
  remedy: string,
) => StateProblem;

/** Fields that nobody else sees, of the class and of those that it extends. */
function hidden(target: Class): readonly StateProblem[] {
  const found: StateProblem[] = [];
  for (const at of lineage(target)) {
    const declaredBy = at.name;
    for (const member of hiddenFieldsIn(Function.prototype.toString.call(at))) {
      const accessor = member.startsWith("accessor ");
      found.push({
        kind: "hidden",
        member: member.replace("accessor ", ""),
        declaredBy,
        reason: `is ${accessor ? "an accessor" : "a #private"} field of ${declaredBy}, which is not part of the state that is stored`,
        remedy: accessor ? "leave out `accessor`" : "make it a property without #",
      });
    }
  }
  return found;
}

function oneWay(target: Class, name: string, problem: MakeProblem): readonly StateProblem[] {
  const { written, read, grouped } = waysOf(target, name);
  // What is meant never to be stored is compared with a new instance's by each fold.
  if (written === undefined && read === undefined && !grouped) return [];
  const reason = grouped
    ? "is exposed to a group only, so it is neither written nor read"
    : written === undefined
      ? "is read but not written"
      : read === undefined
        ? "is written but not read again"
        : `is written as ${written} but read as ${read}`;
  const remedy = "let it be both written and read, or neither, with @Exclude()";
  return [problem("one-way", name, reason, remedy)];
}

/** `add = () => { … }` is a property, which every fold would find and not be able to store. */
function functions(
  properties: ReadonlyMap<string, PropertyShape>,
  problem: MakeProblem,
): readonly StateProblem[] {
  return [...properties].flatMap(([name, { initial, travels, transformed, codec }]) =>
    typeof initial === "function" && travels && !transformed && codec === undefined
      ? [
          problem(
            "uncarried",
            name,
            "is a function in each instance, which JSON cannot carry",
            "make it a method, or add @Exclude()",
          ),
        ]
      : [],
  );
}

function oddProperties(fresh: object, problem: MakeProblem): readonly StateProblem[] {
  return Reflect.ownKeys(fresh).flatMap((key) => {
    const property = Object.getOwnPropertyDescriptor(fresh, key);
    if (typeof key === "symbol")
      return [
        problem("uncarried", String(key), "is a symbol, which JSON has no names for", "use a name"),
      ];
    if (property?.get !== undefined || property?.set !== undefined)
      return [
        problem(
          "uncarried",
          key,
          "is an accessor of the instance itself",
          "make it a getter of the class",
        ),
      ];
    return property?.enumerable === false
      ? [problem("uncarried", key, "is not enumerable, so it is not written", "assign it")]
      : [];
  });
}

/** `items = EMPTY` is one array in all instances: what one fold puts into it, the next one begins with. */
function sharedInitials(
  target: Class,
  fresh: object,
  properties: ReadonlyMap<string, PropertyShape>,
  problem: MakeProblem,
): readonly StateProblem[] {
  let second: object;
  try {
    second = new target();
  } catch {
    return [];
  }
  return Object.entries(fresh).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== "object" || value === null || Object.isFrozen(value)) return [];
    const { codec, transformed, travels } = properties.get(name) ?? {};
    if (codec !== undefined || transformed === true || travels === false) return [];
    if (Reflect.get(second, name) !== value) return [];
    return [
      problem(
        "shared",
        name,
        "begins with one object in all instances, so each fold would begin with what others have left in it",
        "make it where the property is declared",
      ),
    ];
  });
}
