import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem, type Place } from "../../model/problems/index.js";
import type { FieldShape } from "./fieldShape.js";
import type { ClassShape } from "./scanClasses.js";

/** What only the sources tell: decorators leave no trace of a field that has none. */
export function checkClassShapes(shapes: readonly ClassShape[]): readonly Diagnostic[] {
  return shapes.flatMap((shape) => [
    ...returnedStates(shape),
    ...(shape.decorators.includes("StateView") ? privateState(shape) : []),
    ...ROLES.filter(([decorator]) => shape.decorators.includes(decorator)).flatMap(([, role]) =>
      unruledFields(shape, role),
    ),
  ]);
}

/** Handlers whose code returns an object, whatever their declared type says. */
function returnedStates({ name, file, methods }: ClassShape): readonly Diagnostic[] {
  return methods.flatMap(({ name: member, line, column, decorators, returns }) =>
    returns !== undefined && decorators.some((decorator) => HANDLERS.includes(decorator))
      ? [
          Problem.handlerReturns(
            { className: name, member, where: { file, line, column } },
            returns,
          ),
        ]
      : [],
  );
}

const HANDLERS = ["On", "OnAny"];

const ROLES = [
  ["Command", "command"],
  ["DomainEvent", "event"],
] as const;

function privateState(shape: ClassShape): readonly Diagnostic[] {
  return shape.fields
    .filter(({ isPrivateName, isStatic }) => isPrivateName && !isStatic)
    .map((field) => Problem.privateState(placeOf(shape, field)));
}

function unruledFields(shape: ClassShape, role: "command" | "event"): readonly Diagnostic[] {
  const fields = shape.fields.filter(isData);
  const undecorated = fields.filter(({ decorated }) => !decorated);
  // The class that it extends may have rules.
  if (undecorated.length > 0 && undecorated.length === fields.length && !shape.isDerived) {
    return [Problem.noRules(placeOf(shape), role)];
  }
  if (role === "event") return [];
  // What has a value from the start is found in an instance.
  const unset = undecorated.filter(({ isInitialized }) => !isInitialized);
  return unset.map((field) => Problem.propertyWithoutRule(placeOf(shape, field)));
}

/** Whether a field is a property of every instance, and so may be sent. */
function isData({ isStatic, isPrivateName, hasDeclare }: FieldShape): boolean {
  return !isStatic && !isPrivateName && !hasDeclare;
}

function placeOf(shape: ClassShape, field?: FieldShape): Place {
  const { line, column } = field ?? shape;
  return {
    className: shape.name,
    member: field?.name,
    where: { file: shape.file, line, column },
  };
}
