import { DEFAULT_LIMITS } from "../../limits.js";
import { LOG_PAGE } from "../pages.js";
import {
  answers,
  body,
  BOOLEAN,
  countUpTo,
  inHeader,
  inPath,
  inQuery,
  INSTANT,
  INTEGER64,
  jsonOf,
  listOf,
  ref,
  SUMMARY_OR_WHOLE,
} from "./parts.js";
import type { Paths, Schema } from "./types.js";

const STRING: Schema = { type: "string" };
const STREAM = { "text/event-stream": { schema: STRING } } as const;

export const DATABASE_PATHS: Paths = {
  "/api/v1/db": {
    post: {
      operationId: "createDatabase",
      summary: "Create a database",
      requestBody: body(
        jsonOf({
          type: "object",
          properties: {
            database_name: STRING,
            definitions_of: {
              ...STRING,
              description: "A database whose definitions it begins with.",
            },
          },
          required: ["database_name"],
        }),
      ),
      responses: answers(201, "It is there", jsonOf(ref("Database"))),
    },
    get: {
      operationId: "listDatabases",
      summary: "The names of all databases",
      responses: answers(200, "Names", jsonOf(listOf("databases", STRING))),
    },
  },
  "/api/v1/catalog": {
    get: {
      operationId: "fetchCatalog",
      summary: "All databases with their latest states",
      responses: answers(200, "Databases", jsonOf(listOf("databases", ref("Database")))),
    },
  },
  "/api/v1/db/{database}": {
    get: {
      operationId: "fetchDatabase",
      summary: "A database now, at a revision, or as it was at an instant",
      parameters: [
        ...inPath("database"),
        inQuery("revision", INTEGER64),
        inQuery("at", INSTANT, "The last revision that was committed by then."),
      ],
      responses: answers(200, "Its state", jsonOf(ref("Database"))),
    },
    delete: {
      operationId: "deleteDatabase",
      summary: "Delete a database with all that it holds",
      parameters: inPath("database"),
      responses: answers(200, "Its last state", jsonOf(ref("Database"))),
    },
  },
  "/api/v1/db/{database}/log": {
    get: {
      operationId: "readLog",
      summary: "The transactions, the oldest first",
      description:
        "As JSON up to the present; asked for as text/event-stream, as events that go on, whose ids are revisions. A client that comes back with Last-Event-ID misses none, and is refused where the log does not go so far.",
      parameters: [
        ...inPath("database"),
        inQuery(
          "from",
          INTEGER64,
          "From the transaction that includes this revision, which is at most the one that comes next.",
        ),
        inQuery("limit", countUpTo(DEFAULT_LIMITS.page, 1, LOG_PAGE), "Of JSON alone."),
        inHeader(
          "Last-Event-ID",
          "Of an event stream: the last revision that the client has seen.",
        ),
        inQuery("detail", BOOLEAN, "Whether they come with their events. Default: false."),
      ],
      responses: answers(200, "Transactions", {
        ...jsonOf(listOf("transactions", SUMMARY_OR_WHOLE)),
        ...STREAM,
      }),
    },
  },
  "/api/v1/db/{database}/updates": {
    get: {
      operationId: "watchDatabase",
      summary: "The present state, then each later one, as server-sent events",
      parameters: inPath("database"),
      responses: answers(200, "States", STREAM),
    },
  },
  "/health": {
    get: {
      operationId: "health",
      summary: "Whether the server answers, and its store can be read",
      security: [],
      responses: answers(200, "All is well", jsonOf({ type: "object" })),
    },
  },
  "/metrics": {
    get: {
      operationId: "metrics",
      summary: "What the server counts, for Prometheus",
      responses: answers(200, "Metrics", { "text/plain": { schema: STRING } }),
    },
  },
  "/api/v1/openapi.json": {
    get: {
      operationId: "openapi",
      summary: "This document",
      security: [],
      responses: answers(200, "An OpenAPI document", jsonOf({ type: "object" })),
    },
  },
};
