import type { Model, StateChangeModel, StateViewModel } from "../model/model.js";
import { domainSchemas } from "./domainSchemas.js";
import type { JsonSchema } from "../model/jsonSchema.js";
import type { Versions } from "./versions.js";

/** Any JSON object; OpenAPI's own schema says which. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

/** The domain as an interface: one operation a command and a view, against the platform's REST interface. */
export function openApiDocument(model: Model, versions: Versions, title: string): OpenApiDocument {
  const { commands, states } = domainSchemas(model);
  const schemas = new Map<string, JsonSchema>();
  const component = (kind: string, name: string, schema: JsonSchema): JsonSchema => {
    const key = `${kind}.${name}`;
    schemas.set(key, forComponent(schema, key));
    return { $ref: `#/components/schemas/${key}` };
  };
  const paths = [
    ...model.stateChanges.map((change) => [
      pathOf("state-changes", change.name, versions.commands),
      { post: execute(change, component("command", change.name, commands[change.name] ?? {})) },
    ]),
    ...model.stateViews.map((view) => {
      const state = states[view.name];
      const schema = state === undefined ? undefined : component("state", view.name, state);
      return [pathOf("state-views", view.name, versions.views), { get: read(view, schema) }];
    }),
  ] as const;
  return {
    openapi: "3.1.0",
    info: { title, version: "1" },
    paths: Object.fromEntries(paths) as object,
    components: {
      schemas: { ...Object.fromEntries(schemas), Committed: COMMITTED, Problem: PROBLEM },
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    },
    security: [{ bearer: [] }, {}],
  };
}

const pathOf = (folder: string, name: string, versions: Readonly<Record<string, number>>): string =>
  `/api/v1/db/{database}/${folder}/${name}/versions/${String(versions[name] ?? 1)}`;

/** Classes within a schema are found from the document's root there. */
function forComponent(schema: JsonSchema, key: string): JsonSchema {
  const text = JSON.stringify({ ...schema, $schema: undefined }, (name, value: unknown) =>
    name === "$ref" && typeof value === "string"
      ? value.replace(/^#\//, `#/components/schemas/${key}/`)
      : value,
  );
  return JSON.parse(text) as JsonSchema;
}

const DATABASE = { name: "database", in: "path", required: true, schema: { type: "string" } };

const query = (name: string, description: string): object => ({
  name,
  in: "query",
  description,
  schema: { type: "string" },
});

const jsonOf = (schema: JsonSchema): object => ({ "application/json": { schema } });

const FAILURES = {
  default: {
    description: "It was refused, or failed; the last word of the type says why.",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
};

const execute = (change: StateChangeModel, command: JsonSchema): object => ({
  operationId: `execute.${change.name}`,
  summary: change.description ?? `Execute ${change.name}`,
  parameters: [
    DATABASE,
    query("transaction_id", "Names the transaction, so that it can be sent again."),
    query("last_seen_revision", "The revision that the sender had seen."),
  ],
  requestBody: { required: true, content: jsonOf(command) },
  responses: {
    200: { description: "Decided, without events", content: jsonOf(ref("Committed")) },
    201: { description: "Committed", content: jsonOf(ref("Committed")) },
    ...FAILURES,
  },
});

const read = (view: StateViewModel, state: JsonSchema | undefined): object => ({
  operationId: `view.${view.name}`,
  summary: view.description ?? `Read ${view.name}`,
  parameters: [
    DATABASE,
    ...view.parameters.map(({ name, kind }) => ({
      name: `${kind.replace("-", "_")}.${name}`,
      in: "query",
      required: true,
      schema: { type: "string" },
    })),
    query("revision", "As known at this revision; default: now."),
    query("effective_time", "As effective at this instant, RFC 3339."),
  ],
  responses: {
    200: {
      description: "The state",
      content:
        state === undefined
          ? { [view.contentType]: { schema: { type: "string", format: "binary" } } }
          : { [view.contentType]: { schema: state } },
    },
    204: { description: "No state yet" },
    ...FAILURES,
  },
});

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const COMMITTED: JsonSchema = {
  type: "object",
  properties: {
    id: { type: "string" },
    database: { type: "string" },
    basis: { type: "string", description: "The revision before it: digits." },
    revision: { type: "string", description: "The revision of its last event: digits." },
    timestamp: { type: "string", format: "date-time" },
  },
};

const PROBLEM: JsonSchema = {
  type: "object",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
  },
};
