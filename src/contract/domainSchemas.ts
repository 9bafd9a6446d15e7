import type { Model, PropertyModel } from "../model/model.js";
import type { JsonSchema } from "../model/jsonSchema.js";
import { isRequired, propertySchema, type Use } from "./propertySchema.js";

/** The JSON Schemas of a domain, each by the name that the platform knows. */
export interface DomainSchemas {
  readonly commands: Readonly<Record<string, JsonSchema>>;
  readonly events: Readonly<Record<string, JsonSchema>>;
  /** Of views whose state is JSON. */
  readonly states: Readonly<Record<string, JsonSchema>>;
}

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/**
 * What commands, events and states look like in JSON.
 * @param sent - for commands and events: whatever their rules let through, or as their classes write it.
 */
export function domainSchemas(
  model: Model,
  sent: "checked" | "written" = "checked",
): DomainSchemas {
  const schema = (
    { className, description }: { readonly className: string; readonly description?: string },
    properties: readonly PropertyModel[],
    use: Use,
    isClosed = false,
  ): JsonSchema => {
    const definitions = new Map<string, JsonSchema>();
    const body = objectSchema(properties, use, model, definitions);
    return {
      $schema: DIALECT,
      title: className,
      ...(description === undefined ? {} : { description }),
      ...body,
      ...(isClosed ? { additionalProperties: false } : {}),
      ...(definitions.size === 0 ? {} : { $defs: Object.fromEntries(definitions) }),
    };
  };
  const of = <T>(list: readonly T[], name: (one: T) => string, make: (one: T) => JsonSchema) =>
    Object.fromEntries(list.map((one) => [name(one), make(one)]));
  return {
    commands: of(
      model.stateChanges,
      ({ name }) => name,
      // What a command's class does not know is refused.
      (change) => schema(change, change.properties, sent, true),
    ),
    events: of(
      model.events,
      ({ type }) => type,
      (event) => schema(event, event.properties, sent),
    ),
    states: of(
      model.stateViews.filter(({ codec }) => codec === "json"),
      ({ name }) => name,
      (view) => schema(view, view.state, "state"),
    ),
  };
}

function objectSchema(
  properties: readonly PropertyModel[],
  use: Use,
  model: Model,
  definitions: Map<string, JsonSchema>,
): JsonSchema {
  const referTo = (className: string): string | undefined => {
    const [found, another] = (model.classes ?? []).filter((one) => one.className === className);
    // Of two classes of one name nobody knows which is meant.
    if (found === undefined || another !== undefined) return undefined;
    if (!definitions.has(className)) {
      definitions.set(className, {});
      definitions.set(className, objectSchema(found.properties, use, model, definitions));
    }
    return `#/$defs/${className.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  };
  const required = properties.filter((property) => isRequired(property, use));
  return {
    type: "object",
    properties: Object.fromEntries(
      properties.map((property) => [property.wireName, propertySchema(property, use, referTo)]),
    ),
    ...(required.length === 0 ? {} : { required: required.map(({ wireName }) => wireName) }),
  };
}
