import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { OPENAPI } from "../../src/server/rest/openapi/document.js";
import type { Operation } from "../../src/server/rest/openapi/types.js";

/** A request, and what came back. */
export interface Exchange {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly type: string;
  readonly body: string | undefined;
  readonly response: Response;
  readonly text: string;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(OPENAPI, "openapi");
const compiled = new Map<string, ValidateFunction>();

/** What of an exchange the OpenAPI document does not tell; nothing where the operation itself is not there. */
export function undescribed({ method, path, type, body, response, text }: Exchange): unknown[] {
  const found = operationOf(method, path);
  if (found === undefined) return [];
  const [at, { operationId, responses, requestBody }] = found;
  const { status } = response;
  const answer = responses[String(status)] ?? (status >= 400 ? responses["default"] : undefined);
  if (answer === undefined) return [`${operationId} answers ${String(status)}`];
  const own = responses[String(status)] === undefined ? "default" : String(status);
  const problems: unknown[] = [];
  const answered = response.headers.get("content-type")?.split(";", 1)[0] ?? "";
  if (answer.content?.[answered] !== undefined)
    problems.push(...broken([...at, "responses", own, "content", answered, "schema"], text));
  else if (text !== "" && answer.content?.["*/*"] === undefined)
    problems.push(`${operationId} answers ${answered}`);
  // What is taken must be described, too; what is refused need not.
  if (status < 300 && body !== undefined && requestBody?.content[type] !== undefined)
    problems.push(...broken([...at, "requestBody", "content", type, "schema"], body));
  return problems;
}

function operationOf(method: string, path: string): [string[], Operation] | undefined {
  const bare = path.split("?", 1)[0] ?? "";
  for (const [template, item] of Object.entries(OPENAPI.paths)) {
    const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`);
    const key = method.toLowerCase() as "get" | "post" | "delete";
    const operation = pattern.test(bare) ? item[key] : undefined;
    if (operation !== undefined) return [["paths", template, key], operation];
  }
  return undefined;
}

function broken(at: readonly string[], text: string): unknown[] {
  const pointer = at.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"));
  const key = `openapi#/${pointer.map(encodeURIComponent).join("/")}`;
  const validate = compiled.get(key) ?? ajv.compile({ $ref: key });
  compiled.set(key, validate);
  return validate(JSON.parse(text)) ? [] : [{ key, errors: validate.errors }];
}
