import type { MediaTypes, Operation, Parameter, Schema } from "./types.js";

/** A schema of the document's components. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

export const inPath = (...names: readonly string[]): readonly Parameter[] =>
  names.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: name === "version" ? ref("Integer64") : { type: "string" },
  }));

export const inQuery = (name: string, schema: Schema, description?: string): Parameter => ({
  name,
  in: "query",
  schema,
  ...(description !== undefined && { description }),
});

export const inHeader = (name: string, description: string): Parameter => ({
  name,
  in: "header",
  schema: { type: "string" },
  description,
});

/** A number of things that one answer may have. */
export const countUpTo = (maximum: number, minimum: number, standard: number): Schema => ({
  type: "integer",
  minimum,
  maximum,
  description: `Default: ${String(standard)}.`,
});

/** An object of exactly these members. */
export const exactly = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
): Schema => ({ type: "object", properties, required, additionalProperties: false });

export const INTEGER64 = ref("Integer64");
export const INSTANT: Schema = { type: "string", format: "date-time" };
export const BOOLEAN: Schema = { type: "boolean" };
export const REVISION = inQuery("revision", INTEGER64, "As of this revision. Default: the latest.");

/** A transaction, with its events where they are asked for. */
export const SUMMARY_OR_WHOLE: Schema = {
  anyOf: [ref("Transaction"), ref("TransactionSummary")],
};

export const jsonOf = (schema: Schema): MediaTypes => ({ "application/json": { schema } });

const PROBLEM = {
  description: "What was wrong",
  content: { "application/problem+json": { schema: ref("Problem") } },
} as const;

type Responses = Operation["responses"];

/** What an operation answers when all is well, and with what it fails. */
export const answers = (status: number, description: string, content?: MediaTypes): Responses => ({
  [String(status)]: { description, ...(content && { content }) },
  default: PROBLEM,
});

export const body = (content: MediaTypes): { required: boolean; content: MediaTypes } => ({
  required: true,
  content,
});

/** An object of exactly one array. */
export const listOf = (name: string, items: Schema): Schema => ({
  type: "object",
  properties: { [name]: { type: "array", items } },
  required: [name],
});
