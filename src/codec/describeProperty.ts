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

/**
 * What class-validator and class-transformer know of a property, and what a new instance shows.
 * @param rules - those of the class.
 */
export function describeProperty(
  target: Class,
  property: string,
  rules: readonly RuleMetadata[] = rulesOf(target),
): PropertyDescription {
  const fresh = freshInstance(target);
  const own = rules.filter(({ propertyName }) => propertyName === property);
  return {
    ...describeRules(target, property, own),
    type: typeOf(target, property),
    json: jsonForm(target, property, own, fresh),
    choices: subTypesOf(target, property),
    chosenBy: discriminatorOf(target, property)?.property,
    schemaProblem: schemaProblem(codecOf(target, property)?.codec.schema),
    ...stateForm(target, property, fresh),
  };
}

/** The name of a property in JSON and its own rules, which ask for no other class. */
export function describeRules(
  target: Class,
  property: string,
  own: readonly RuleMetadata[],
): Pick<PropertyDescription, "property" | "wireName" | "optional" | "rules"> {
  return {
    property,
    wireName: exposedNames(target).get(property) ?? property,
    optional: own.some(({ name }) => name === "isOptional"),
    rules: own.map(describeRule),
  };
}

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
