import type { ChosenClass, JsonForm } from "../model/jsonForm.js";
import type { PropertyModel } from "../model/model.js";
import type { JsonSchema } from "../model/jsonSchema.js";
import { mergeSchemas } from "./mergeSchemas.js";
import { refusesNothing, ruleSchema } from "./ruleSchema.js";

/**
 * What is `checked` is held to rules, and what keeps them may be of more forms than its class writes;
 * `written` is the form in which the class writes it. A `state` is written, and held to no rules: its types
 * tell.
 */
export type Use = "checked" | "written" | "state";

/** Gives where the schema of a class is, if it is known. */
export type ReferTo = (className: string) => string | undefined;

/** What JSON may hold for a property. */
export function propertySchema(property: PropertyModel, use: Use, referTo: ReferTo): JsonSchema {
  const { json, inState } = property;
  if (isOpen(property, use)) return {};
  const rules = isLifted(property) ? [] : property.rules;
  const single = mergeSchemas([
    ...rules.filter(({ each }) => each !== true).map(ruleSchema),
    ...(use === "state" && json?.many === undefined ? [formSchema(property, referTo)] : []),
  ]);
  const elements = rules.filter(({ each }) => each === true);
  const nested = isNested(property, use) ? [nestedSchema(property, use, referTo)] : [];
  const own = ownForm(json, use);
  const each = mergeSchemas([...elements.map(ruleSchema), ...nested, ...own]);
  const item = use === "state" && inState?.valuesOrNull === true ? orNull(each) : each;
  const isMany = json?.many !== undefined || elements.length > 0;
  const value = isMany
    ? mergeSchemas([single, manyOf(item, property, use)])
    : mergeSchemas([single, ...nested, ...own]);
  if (Object.keys(value).length === 0) return value;
  // class-validator lets nothing at all through where only a nested value is checked.
  const mayBeNull =
    use === "state" ? mayBeNullInState(property, isMany) : !isRequired(property, use);
  return mayBeNull ? orNull(value) : value;
}

const orNull = (value: JsonSchema): JsonSchema =>
  Object.keys(value).length === 0 ? value : { anyOf: [value, { type: "null" }] };

/** Where the sources do not tell, what may be left out may be `null`, and so may an object. */
function mayBeNullInState({ optional, json, inState }: PropertyModel, isMany: boolean): boolean {
  const isObject = (json?.value === "object" || json?.value === "date") && !isMany;
  return inState?.orNull ?? (optional || isObject);
}

/** Whether a property must be there. */
export function isRequired(property: PropertyModel, use: Use): boolean {
  const { optional, rules, inState, json } = property;
  if (use === "state") return inState?.always === true;
  if (optional || isLifted(property)) return false;
  // Of what is converted only a codec says that it must be there; a transform may make it of nothing.
  return json?.value === "converted" && json.writes === undefined
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
function isOpen(property: PropertyModel, use: Use): boolean {
  const { json } = property;
  if (json?.value === "converted") return use === "checked" || json.writes === undefined;
  // A codec of each value passes over what is no collection, and its rule asks for no more than a value.
  if (json?.value === "encoded" && json.many !== undefined && use === "checked")
    return json.many === "map" || !isListByRule(property);
  return use === "checked" && (json?.value === "date" || isLifted(property));
}

const isLifted = ({ rules }: PropertyModel): boolean =>
  rules.some(({ name }) => name === "conditionalValidation");

const isNested = ({ rules, json }: PropertyModel, use: Use): boolean =>
  json?.value === "object" &&
  (use === "state" || rules.some(({ name }) => name === "nestedValidation"));

/** Many values: a list, an object with any names, or, where the rules let it through, one of them. */
function manyOf(item: JsonSchema, property: PropertyModel, use: Use): JsonSchema {
  const { json } = property;
  const list: JsonSchema = { type: "array", items: item };
  if (json?.many === "map") return { type: "object", additionalProperties: item };
  const isList =
    use === "state" ||
    (use === "written" && (json?.many === "list" || json?.schema?.type === "array")) ||
    (json !== undefined && OF_CODECS.has(json.value)) ||
    isListByRule(property);
  return isList ? list : { anyOf: [list, item] };
}

/** Their rules refuse what stands alone, for it has not been read. */
const OF_CODECS: ReadonlySet<JsonForm["value"]> = new Set(["bigint", "timestamp"]);

const isListByRule = ({ rules }: PropertyModel): boolean =>
  rules.some(({ name, each }) => each !== true && OF_LISTS.test(name));

const OF_LISTS = /^(isArray|array[A-Z])/;

function formSchema({ type, json }: PropertyModel, referTo: ReferTo): JsonSchema {
  if (json === undefined) return {};
  if (json.value === "declared") return json.schema ?? {};
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
      return use === "checked" ? [] : [{ type: "string", format: "date-time" }];
    case "timestamp":
      return [{ anyOf: [{ type: "string", format: "date-time" }, FAR_INSTANT] }];
    case "encoded":
      return json.schema === undefined ? [] : [json.schema];
    case "converted":
      return json.writes === undefined ? [] : [{ type: json.writes }];
    default:
      return [];
  }
}

/** An instant beyond the years of RFC 3339, as `Timestamp` writes and reads it. */
const FAR_INSTANT: JsonSchema = { type: "string", pattern: "^@-?[0-9]{1,19}(\\.[0-9]{1,9})?$" };
