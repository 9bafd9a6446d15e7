import {
  answers,
  body,
  BOOLEAN,
  inHeader,
  inPath,
  inQuery,
  INSTANT,
  INTEGER64,
  jsonOf,
  listOf,
  ref,
  REVISION,
  SUMMARY_OR_WHOLE,
} from "./parts.js";
import type { Operation, Paths, Schema } from "./types.js";

const STRING: Schema = { type: "string" };

const UPLOAD = body({
  "multipart/form-data": {
    schema: {
      type: "object",
      properties: {
        metadata: { type: "string", description: "The publishing metadata, JSON." },
        wasm: { type: "string", format: "binary" },
        model: { type: "string", description: "The definition's part of the model, JSON." },
      },
      required: ["metadata", "wasm"],
    },
  },
});

const publish = (operationId: string, summary: string): Operation => ({
  operationId,
  summary,
  parameters: inPath("database"),
  requestBody: UPLOAD,
  responses: answers(201, "The new version", jsonOf(ref("Definition"))),
});

const list = (operationId: string, summary: string): Operation => ({
  operationId,
  summary,
  parameters: inPath("database"),
  responses: answers(200, "All versions", jsonOf(listOf("definitions", ref("Definition")))),
});

const definition = (operationId: string, summary: string): Operation => ({
  operationId,
  summary,
  parameters: inPath("database", "name", "version"),
  responses: answers(200, "It", jsonOf(ref("Definition"))),
});

const OF_REVISIONS = {
  "Evidentsource-Revision": { schema: INTEGER64 },
  "Evidentsource-Last-Modified-Revision": { schema: INTEGER64 },
};
const OF_STATE = {
  ETag: { schema: STRING },
  "Evidentsource-Last-Modified": { schema: INSTANT },
  "Content-Schema": { schema: STRING },
};

export const DEFINITION_PATHS: Paths = {
  "/api/v1/db/{database}/state-views": {
    post: publish("publishStateView", "Add a version of a state view"),
    get: list("listStateViews", "All versions of all state views"),
  },
  "/api/v1/db/{database}/state-changes": {
    post: publish("publishStateChange", "Add a version of a state change"),
    get: list("listStateChanges", "All versions of all state changes"),
  },
  "/api/v1/db/{database}/state-views/{name}/versions/{version}/definition": {
    get: definition("fetchStateViewDefinition", "One version of a state view"),
  },
  "/api/v1/db/{database}/state-changes/{name}/versions/{version}/definition": {
    get: definition("fetchStateChangeDefinition", "One version of a state change"),
  },
  "/api/v1/db/{database}/state-views/{name}/versions/{version}": {
    get: {
      operationId: "viewState",
      summary: "A view's state",
      description:
        "The content as the view makes it; 204 where there is no state yet. Parameters are given with the kinds that they stand for: subject.who=ann, stream.…, event_type.…. Headers tell the revisions.",
      parameters: [
        ...inPath("database", "name", "version"),
        REVISION,
        inQuery("effective_time", INSTANT, "Only what takes effect by then."),
        inHeader("If-None-Match", "The ETag of a state that is known."),
      ],
      responses: {
        "200": {
          description: "The state",
          headers: { ...OF_REVISIONS, ...OF_STATE },
          content: { "*/*": { schema: {} } },
        },
        "204": { description: "There is no state yet", headers: OF_REVISIONS },
        ...answers(304, "It is the state that is known"),
      },
    },
  },
  "/api/v1/db/{database}/state-changes/{name}/versions/{version}": {
    post: {
      operationId: "executeStateChange",
      summary: "Decide a command, and commit its events",
      description:
        "The body is the command; the request's headers are the command's, but for credentials.",
      parameters: [
        ...inPath("database", "name", "version"),
        inQuery(
          "transaction_id",
          { type: "string" },
          "So that it can be sent again: under an id that was committed already the first transaction comes back, whatever is sent.",
        ),
        inQuery("last_seen_revision", INTEGER64, "Information for the decision."),
        inQuery("commit_message", { type: "string" }, "What is to be said of the transaction."),
        inQuery("correlation_id", { type: "string" }, "What it belongs to."),
        inQuery("causation_id", { type: "string" }, "What it comes of."),
        inQuery("detail", BOOLEAN, "With the events."),
        inQuery("speculate", BOOLEAN, "Only tell what would come of it."),
        inQuery("revision", INTEGER64, "Of a speculation: the past that it is decided on."),
        inQuery("received_at", INSTANT, "Of a speculation: when the command is received."),
      ],
      requestBody: { required: false, content: { "*/*": { schema: {} } } },
      responses: {
        "200": {
          description: "What would come of it, or where it led to no event: nothing is committed",
          content: jsonOf({ oneOf: [ref("Speculation"), ref("Nothing")] }),
        },
        ...answers(201, "What was committed, in detail with its events", jsonOf(SUMMARY_OR_WHOLE)),
      },
    },
  },
  "/api/v1/db/{database}/decisions": {
    get: {
      operationId: "listDecisions",
      summary: "How the last thousand commands were decided, the oldest first",
      parameters: [
        ...inPath("database"),
        inQuery(
          "after",
          INTEGER64,
          "Only those of later numbers, which are counted since the server started.",
        ),
      ],
      responses: answers(200, "Decisions", jsonOf(listOf("decisions", ref("Decision")))),
    },
  },
};
