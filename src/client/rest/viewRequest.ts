import { Timestamp } from "../../domain/index.js";
import { ClientError } from "../clientError.js";
import type { ViewCall } from "../transport.js";
import type { ViewState } from "../viewState.js";
import type { Http } from "./http.js";

const PREFIX = { subject: "subject", stream: "stream", "event-type": "event_type" } as const;

/** A view's state; what is known beside its content stands in the headers. */
export async function askView(
  http: Http,
  database: string,
  { name, version, revision, parameters, effectiveTimestamp }: ViewCall,
  signal: AbortSignal,
): Promise<ViewState> {
  const query: Record<string, string> = { revision: String(revision) };
  if (effectiveTimestamp !== undefined) query["effective_time"] = effectiveTimestamp.toString();
  for (const [key, { kind, value }] of parameters) {
    if (value === null)
      throw new ClientError(
        "invalid-argument",
        `state view ${name}: ${key} is null, and events without a subject cannot be asked for over REST; ask over gRPC`,
      );
    query[`${PREFIX[kind]}.${key}`] = value;
  }
  const path = ["db", database, "state-views", name, "versions", String(version)];
  const response = await http.ask(path, { query }, signal);
  const content = await http.bytes(response, signal);
  const { headers } = response;
  const modified = headers.get("evidentsource-last-modified");
  return {
    revision,
    content: content.length > 0 ? content : undefined,
    contentType: headers.get("content-type") ?? undefined,
    lastModifiedRevision: BigInt(headers.get("evidentsource-last-modified-revision") ?? "0"),
    lastModified: modified === null ? undefined : Timestamp.parse(modified),
  };
}
