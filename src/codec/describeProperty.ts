import type { Class } from "../domain/index.js";
import type { PropertyDescription, RuleDescription } from "../model/payload.js";
import {
  discriminatorOf,
  exposedNames,
  hasTransform,
  subTypesOf,
  typeOf,
} from "./classTransformer.js";
import { rulesOf, type RuleMetadata } from "./classValidator.js";
import { freshInstance } from "./instanceTypes.js";
import { jsonForm } from "./jsonForm.js";
import { plainArgument } from "./ruleArguments.js";
import { schemaProblem } from "./schemaProblem.js";
import { waysOf } from "./state/travels.js";
import { codecOf } from "./value/propertyCodec.js";

/** What class-validator and class-transformer know of a property, and what a new instance shows. */
export function describeProperty(target: Class, property: string): PropertyDescription {
  const fresh = freshInstance(target);
  return {
    ...describeRules(target, property),
    type: typeOf(target, property),
    json: jsonForm(target, property, ownRules(target, property), fresh),
    choices: subTypesOf(target, property),
    chosenBy: discriminatorOf(target, property)?.property,
    schemaProblem: schemaProblem(codecOf(target, property)?.codec.schema),
    ...stateForm(target, property, fresh),
  };
}

/** The name of a property in JSON and its rules, which ask for no other class. */
export const describeRules = (
  target: Class,
  property: string,
): Pick<PropertyDescription, "property" | "wireName" | "optional" | "rules"> => {
  const rules = ownRules(target, property);
  return {
    property,
    wireName: exposedNames(target).get(property) ?? property,
    optional: rules.some(({ name }) => name === "isOptional"),
    rules: rules.map(describeRule),
  };
};

const ownRules = (target: Class, property: string): readonly RuleMetadata[] =>
  rulesOf(target).filter(({ propertyName }) => propertyName === property);

/** What a state has of a property; no fold brings what begins with a value to nothing. */
function stateForm(
  target: Class,
  property: string,
  fresh: object,
): Pick<PropertyDescription, "inState" | "stays"> {
  const { written, read, grouped } = waysOf(target, property);
  if (written === undefined && read === undefined && !grouped) return { stays: true };
  const initial: unknown = Object.hasOwn(fresh, property)
    ? Reflect.get(fresh, property)
    : undefined;
  // What a function of the author's writes may be anything, and nothing.
  const isAuthors = hasTransform(target, property) && codecOf(target, property) === undefined;
  const always = initial !== undefined && written !== undefined && !isAuthors;
  return {
    inState: {
      ...(always ? { always } : {}),
      ...(initial === null ? { orNull: true } : {}),
    },
  };
}

function describeRule({ name, type, constraints, each }: RuleMetadata): RuleDescription {
  const plain = (constraints as readonly unknown[] | undefined)?.map((one) => plainArgument(one));
  return {
    name: name ?? type,
    ...(plain !== undefined && plain.length > 0 ? { constraints: plain } : {}),
    ...(each ? { each: true } : {}),
  };
}
