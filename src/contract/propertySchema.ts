import type { ChosenClass, JsonForm } from "../model/jsonForm.js";
import type { PropertyModel } from "../model/model.js";
import type { JsonSchema } from "./jsonSchema.js";
import { mergeSchemas } from "./mergeSchemas.js";
import { refusesNothing, ruleSchema } from "./ruleSchema.js";

/** What is sent is held to rules; a state is written by its class, whose types tell. */
export type Use = "checked" | "state";

/** Gives where the schema of a class is, if it is known. */
export type ReferTo = (className: string) => string | undefined;

/** What JSON may hold for a property. */
export function propertySchema(property: PropertyModel, use: Use, referTo: ReferTo): JsonSchema {
  const { rules, json, optional } = property;
  if (isOpen(property, use)) return {};
  const single = mergeSchemas([
    ...rules.filter(({ each }) => each !== true).map(ruleSchema),
    ...(use === "state" && json?.many === undefined ? [formSchema(property, referTo)] : []),
  ]);
  const elements = rules.filter(({ each }) => each === true);
  const nested = isNested(property, use) ? [nestedSchema(property, use, referTo)] : [];
  const own = ownForm(json, use);
  const item = mergeSchemas([...elements.map(ruleSchema), ...nested, ...own]);
  const isMany = json?.many !== undefined || elements.length > 0;
  const value = isMany
    ? mergeSchemas([single, manyOf(item, property, use)])
    : mergeSchemas([single, ...nested, ...own]);
  if (Object.keys(value).length === 0) return value;
  // class-validator lets nothing at all through where only a nested value is checked.
  const mayBeNull =
    optional ||
    (use === "checked" && !isRequired(property, use)) ||
    (use === "state" && (json?.value === "object" || json?.value === "date") && !isMany);
  return mayBeNull ? { anyOf: [value, { type: "null" }] } : value;
}

/** Whether a property must be there. */
export function isRequired(property: PropertyModel, use: Use): boolean {
  const { optional, rules } = property;
  if (use !== "checked" || optional || isLifted(property)) return false;
  // Of what is converted only a codec says that it must be there; a transform may make it of nothing.
  return isOpen(property, use)
    ? rules.some(({ name }) => name === "codec")
    : rules.some(refusesNothing);
}

/** Without a rule that says that it is an object, class-validator takes a list of such objects as well. */
function nestedSchema(property: PropertyModel, use: Use, referTo: ReferTo): JsonSchema {
  const one = formSchema(property, referTo);
  const isOne =
    use === "state" ||
    property.json?.many !== undefined ||
    property.rules.some(({ name }) => name === "isObject" || name === "isNotEmptyObject");
  return isOne ? one : { anyOf: [one, { type: "array", items: one }] };
}

/** The rules say nothing of JSON where a value is converted first, or where the author's code lifts them. */
const isOpen = (property: PropertyModel, use: Use): boolean =>
  property.json?.value === "converted" ||
  (property.json?.value === "date" && use === "checked") ||
  isLifted(property);

const isLifted = ({ rules }: PropertyModel): boolean =>
  rules.some(({ name }) => name === "conditionalValidation");

const isNested = ({ rules, json }: PropertyModel, use: Use): boolean =>
  json?.value === "object" &&
  (use === "state" || rules.some(({ name }) => name === "nestedValidation"));

/** Many values: a list, an object with any names, or, where the rules let it through, one of them. */
function manyOf(item: JsonSchema, { json, rules }: PropertyModel, use: Use): JsonSchema {
  const list: JsonSchema = { type: "array", items: item };
  if (json?.many === "map") return { type: "object", additionalProperties: item };
  if (use === "state" || rules.some(({ name, each }) => each !== true && OF_LISTS.test(name)))
    return list;
  return { anyOf: [list, item] };
}

const OF_LISTS = /^(isArray|array[A-Z])/;

function formSchema({ type, json }: PropertyModel, referTo: ReferTo): JsonSchema {
  if (json === undefined) return {};
  if (json.value !== "object") return json.value in PLAIN ? { type: json.value } : {};
  if (json.oneOf !== undefined) return chosenSchema(json.oneOf, referTo);
  const reference = type === undefined ? undefined : referTo(type);
  return reference === undefined ? {} : { $ref: reference };
}

/** A class says of itself which one it is. */
function chosenSchema({ property, classes }: ChosenClass, referTo: ReferTo): JsonSchema {
  const schemas = classes.map(({ name, type }): JsonSchema => {
    const reference = referTo(type);
    return {
      ...(reference === undefined ? { type: "object" } : { $ref: reference }),
      properties: { [property]: { const: name } },
      required: [property],
    };
  });
  return { anyOf: schemas };
}

const PLAIN = { string: true, number: true, boolean: true };

/** What the codecs of this package write, and of what is sent, what they read as well. */
function ownForm(json: JsonForm | undefined, use: Use): readonly JsonSchema[] {
  switch (json?.value) {
    case "bigint":
      return [
        {
          type: use === "state" ? "string" : ["string", "integer"],
          pattern: "^(0|-?[1-9][0-9]*)$",
        },
      ];
    case "date":
      return use === "state" ? [{ type: "string", format: "date-time" }] : [];
    case "timestamp":
      return [{ type: "string", format: "date-time" }];
    default:
      return [];
  }
}
