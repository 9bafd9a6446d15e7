import {
  choiceProblems,
  describePayload,
  describeProperty,
  isConverted,
  refusingRules,
  ruleGaps,
  typeGaps,
  unmadeBecause,
} from "../../codec/index.js";
import type { DeclaredType } from "../../codec/typeGaps.js";
import type { Class } from "../../domain/index.js";
import type {
  BareField,
  DescribePayload,
  PayloadDescription,
  PropertyDescription,
} from "../../model/payload.js";
import type { ClassShape, FieldShape, TypeAlias } from "../scan/index.js";
import { choicesWithTypes } from "./choicesWithTypes.js";
import { isState, lineage } from "./declaredFields.js";
import { lostTypes } from "./lostTypes.js";
import { sourceClasses, type SourceClasses } from "./sourceClasses.js";
import { withSource } from "./withSource.js";

/**
 * Describes classes by what decorators recorded and by what only their sources tell: question marks, fields
 * without a decorator, and the names of types that the compiler had no value for, so that it emitted Object.
 */
export function describeFromSources(
  shapes: readonly ClassShape[],
  aliases: readonly TypeAlias[] = [],
): DescribePayload {
  const classes = sourceClasses(shapes, aliases);
  const described = new Map<Class, PayloadDescription>();
  return (target) => {
    const known = described.get(target) ?? describeClass(target, classes);
    described.set(target, known);
    return known;
  };
}

function describeClass(target: Class, classes: SourceClasses): PayloadDescription {
  const description = describePayload(target);
  const bare = bareFields(target, description.properties, classes);
  if (description.throwingTypes !== undefined) return { ...description, bareFields: bare };
  const fields = classes.fieldsOf(target);
  const isClass = (name: string): boolean => classes.named(name).length > 0;
  const known = new Set(description.properties.map(({ property }) => property));
  const undecorated = [...new Set(fields.filter(isState).map(({ name }) => name))].filter(
    (name) => !known.has(name),
  );
  const told = new Set(description.lostTypes.map(({ property }) => property));
  const declaredType = (property: string): Required<DeclaredType> => {
    const [field, ...others] = fields.filter(({ name }) => name === property);
    const only = others.length === 0 ? field : undefined;
    const [type, ...more] = only?.types ?? [];
    const isOfClosed = type !== undefined && more.length === 0 && classes.isClosed(type.name);
    return {
      absent: only?.absent,
      isClosed: only?.texts !== undefined || isOfClosed,
      isUntyped: only !== undefined && only.written === undefined,
    };
  };
  const refusing = refusingRules(target, (property) => declaredType(property).isUntyped);
  return {
    ...description,
    properties: description.properties.map((property) =>
      withSource(target, property, fields, isClass),
    ),
    undecorated: undecorated.map((name) =>
      withSource(target, describeProperty(target, name, []), fields, isClass),
    ),
    bareFields: bare,
    choiceProblems: (of) =>
      choicesWithTypes(
        target,
        choiceProblems(target, of === "command" ? "strict" : "tolerant"),
        classes,
      ),
    lostTypes: [
      ...description.lostTypes,
      ...lostTypes(target, classes).filter(({ property }) => !told.has(property)),
    ],
    refusingRules: refusing,
    unmade: unmadeBecause(target),
    typeGaps: typeGaps(target, declaredType, refusing),
    gaps: ruleGaps(target, (property) => {
      // Of two classes of one name nobody knows which is meant: nothing is told that may be wrong.
      const same = fields.filter(({ name }) => name === property);
      return {
        isOptional: same.some(({ isOptional }) => isOptional),
        holdsOne: same.length > 0 && same.every(({ holdsOne }) => holdsOne),
      };
    }),
  };
}

/** Fields that have neither a decorator nor an initial value, so that nothing at run time knows of them. */
function bareFields(
  target: Class,
  properties: readonly PropertyDescription[],
  classes: SourceClasses,
): readonly BareField[] {
  return lineage(target).flatMap(({ name: declaredBy }) => {
    const [shape, ...others] = classes.named(declaredBy);
    return (shape?.fields ?? [])
      .filter(
        ({ name }) =>
          !properties.some(({ property }) => property === name) && !isConverted(target, name),
      )
      .filter(({ name }) =>
        [shape, ...others].every((one) =>
          one?.fields.some((field) => field.name === name && isBare(field)),
        ),
      )
      .map(({ name: member }) => ({ member, declaredBy }));
  });
}

const isBare = (field: FieldShape): boolean =>
  isState(field) && !field.decorated && !field.isInitialized;
