import { createHash } from "node:crypto";
import type { AttributeKind, EventAttribute, ParameterBindings } from "../../../domain/index.js";
import { INSTANT, REVISION } from "../expected.js";
import { instantParameter, revisionOf, versionOf } from "../queryParameters.js";
import { API, databaseOf, type RestRoute } from "../route.js";

const KINDS: Readonly<Record<string, AttributeKind>> = {
  subject: "subject",
  stream: "stream",
  event_type: "event-type",
  "event-type": "event-type",
};

const kindOf = (prefix = ""): AttributeKind | undefined =>
  Object.hasOwn(KINDS, prefix) ? KINDS[prefix] : undefined;

/** `subject.who`: the kind of a view's parameter, and its name. */
const PARAMETER = /^([a-z_-]+)\.(.+)$/s;

/** A view's state as its content, with what else is known of it in the headers; 204 for no state yet. */
export const viewState: RestRoute = {
  operation: "viewState",
  method: "GET",
  path: `${API}/db/{database}/state-views/{name}/versions/{version}`,
  query: { revision: REVISION, effective_time: INSTANT },
  takes: (parameter) => {
    const kind = kindOf(PARAMETER.exec(parameter)?.[1]);
    return kind && `the ${kind.replace("-", " ")} that it stands for`;
  },
  hint: (parameter) => {
    const name = /^[\w-]{1,100}$/.test(parameter) ? parameter : "name";
    return `; a parameter of the view comes with its kind: subject.${name}, stream.${name} or event_type.${name}`;
  },
  async answer(call) {
    const database = await databaseOf(call);
    const revision = await revisionOf(call, database);
    const { view, rendered } = await database.render({
      stateView: call.path["name"] ?? "",
      version: versionOf(call),
      revision,
      parameters: bindingsFrom(call.query),
      effectiveTimestamp: instantParameter(call, "effective_time"),
    });
    const headers = new Headers({
      "cache-control": "no-cache",
      "evidentsource-revision": String(revision),
      "evidentsource-last-modified-revision": String(rendered?.lastModifiedRevision ?? 0n),
    });
    if (rendered?.content === undefined || rendered.content.length === 0)
      return new Response(null, { status: 204, headers });
    const { content, lastModifiedTimestamp } = rendered;
    const etag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 27)}"`;
    headers.set("etag", etag);
    headers.set("evidentsource-last-modified", lastModifiedTimestamp.toString());
    headers.set("content-type", view.contentType);
    if (view.contentSchema !== undefined) headers.set("content-schema", view.contentSchema);
    if (matches(call.headers.get("if-none-match"), etag))
      return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(content), { headers });
  },
};

function bindingsFrom(query: URLSearchParams): ParameterBindings {
  const bindings: [string, EventAttribute][] = [];
  for (const [parameter, value] of query) {
    const [, prefix = "", name = ""] = PARAMETER.exec(parameter) ?? [];
    const kind = kindOf(prefix);
    if (kind !== undefined) bindings.push([name, { kind, value }]);
  }
  return bindings;
}

/** RFC 9110 §13.1.2: a list of tags, compared weakly, or any. */
const matches = (given: string | null, etag: string): boolean =>
  (given ?? "").split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
