import { DEFAULT_LIMITS } from "../../limits.js";
import { QUERY_PAGE } from "../pages.js";
import {
  answers,
  body,
  countUpTo,
  exactly,
  inPath,
  INSTANT,
  INTEGER64,
  jsonOf,
  ref,
  REVISION,
} from "./parts.js";
import type { Paths, Schema } from "./types.js";

const PLACE = exactly({ timestamp: INSTANT, revision: INTEGER64 }, ["timestamp"]);

const QUERY: Schema = {
  type: "object",
  properties: {
    selector: ref("Selector"),
    revision: INTEGER64,
    range: {
      description: "start_at is a lower bound in both directions.",
      oneOf: [
        exactly({ revision: exactly({ start_at: INTEGER64 }, []) }),
        exactly({ effective_time: exactly({ start_at: PLACE, end_at: INSTANT }, []) }),
      ],
    },
    direction: { type: "string", enum: ["forward", "reverse"] },
    limit: countUpTo(DEFAULT_LIMITS.page, 0, QUERY_PAGE),
  },
  required: ["selector"],
};

const pageOf = (name: string, items: Schema): Schema => ({
  type: "object",
  properties: {
    database: { type: "string" },
    revision: INTEGER64,
    [name]: { type: "array", items },
  },
  required: ["database", "revision", name],
});

const EVENT = ref("Event");

export const EVENT_PATHS: Paths = {
  "/api/v1/db/{database}/transactions": {
    post: {
      operationId: "transact",
      summary: "Append all events or none, if all conditions hold",
      parameters: inPath("database"),
      requestBody: body({
        ...jsonOf(ref("NewTransaction")),
        "application/cloudevents+json": { schema: EVENT },
        "application/cloudevents-batch+json": { schema: { type: "array", items: EVENT } },
      }),
      responses: answers(201, "What was committed", jsonOf(ref("TransactionSummary"))),
    },
  },
  "/api/v1/db/{database}/transactions/{id}": {
    get: {
      operationId: "fetchTransaction",
      summary: "A transaction with its events",
      parameters: inPath("database", "id"),
      responses: answers(200, "It", jsonOf(ref("Transaction"))),
    },
  },
  "/api/v1/db/{database}/query": {
    post: {
      operationId: "queryEvents",
      summary: "The events that a selector selects at a revision",
      parameters: inPath("database"),
      requestBody: body(jsonOf(QUERY)),
      responses: answers(200, "Events", jsonOf(pageOf("events", EVENT))),
    },
  },
  "/api/v1/db/{database}/streams/{stream}/events/{id}": {
    get: {
      operationId: "fetchEvent",
      summary: "One event",
      parameters: [...inPath("database", "stream", "id"), REVISION],
      responses: answers(200, "It", { "application/cloudevents+json": { schema: EVENT } }),
    },
  },
  "/api/v1/db/{database}/keys/{kind}": {
    get: {
      operationId: "listKeys",
      summary: "All streams, subjects or event types, in lexicographic order",
      parameters: [...inPath("database", "kind"), REVISION],
      responses: answers(200, "Keys", jsonOf(pageOf("keys", { type: "string" }))),
    },
  },
};
