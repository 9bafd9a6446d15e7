import { INSTANT, INTEGER64, ref } from "./parts.js";
import { SELECTOR_SCHEMAS } from "./selectorSchemas.js";
import type { Schema } from "./types.js";

const STRING: Schema = { type: "string" };
const object = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
): Schema => ({ type: "object", properties, required });

const SUMMARY = {
  id: STRING,
  database: STRING,
  basis: INTEGER64,
  revision: INTEGER64,
  timestamp: INSTANT,
  event_count: { type: "integer" },
  metadata: { type: "object" },
} as const satisfies Record<string, Schema>;
const OF_SUMMARY = ["database", "basis", "revision", "timestamp", "event_count"];

const BOUND = object({ selector: ref("Selector"), revision: INTEGER64 }, ["selector", "revision"]);

export const SCHEMAS: Readonly<Record<string, Schema>> = {
  Integer64: {
    type: "string",
    pattern: "^[0-9]{1,20}$",
    description:
      "An unsigned integer of 64 bits as a string of digits, as in protobuf's JSON mapping. Requests may also give a JSON number below 2^53.",
  },
  Database: object(
    {
      name: STRING,
      created_at: INSTANT,
      revision: INTEGER64,
      revision_timestamp: INSTANT,
    },
    ["name", "created_at", "revision", "revision_timestamp"],
  ),
  Event: {
    ...object(
      {
        specversion: { type: "string", const: "1.0" },
        id: STRING,
        source: STRING,
        type: STRING,
        subject: STRING,
        time: INSTANT,
        datacontenttype: STRING,
        dataschema: STRING,
        data: {},
        data_base64: STRING,
      },
      ["specversion", "id", "source", "type"],
    ),
    additionalProperties: true,
    description:
      "An event in the JSON format of CloudEvents 1.0. The source of one that is sent is the bare name of its stream; of one that is stored, a URI that ends in it, which is taken from whoever sends it back.",
  },
  ...SELECTOR_SCHEMAS,
  AppendCondition: {
    description:
      "Bounds of the revision of the last event that is selected, 0 if there is none; they are inclusive.",
    oneOf: [
      object({ min: BOUND }, ["min"]),
      object({ max: BOUND }, ["max"]),
      object(
        {
          range: object({ selector: ref("Selector"), min: INTEGER64, max: INTEGER64 }, [
            "selector",
            "min",
            "max",
          ]),
        },
        ["range"],
      ),
    ],
  },
  NewTransaction: object(
    {
      id: {
        ...STRING,
        description:
          "Names it, so that it can be sent again: under an id that was committed already the first transaction comes back, whatever is sent. Not empty.",
      },
      events: { type: "array", items: ref("Event") },
      conditions: { type: "array", items: ref("AppendCondition") },
      last_read_revision: INTEGER64,
      principal_attributes: { type: "object", additionalProperties: STRING },
      commit_message: STRING,
      correlation_id: STRING,
      causation_id: STRING,
    },
    ["events"],
  ),
  TransactionSummary: object(SUMMARY, ["id", ...OF_SUMMARY]),
  Nothing: {
    ...object(
      {
        database: STRING,
        basis: INTEGER64,
        revision: INTEGER64,
        timestamp: INSTANT,
        event_count: { const: 0 },
      },
      OF_SUMMARY,
    ),
    description: "A command that led to no event: there is no transaction, and so no id.",
  },
  Speculation: object(
    {
      database: STRING,
      revision: INTEGER64,
      events: { type: "array", items: ref("Event") },
      conditions: { type: "array", items: ref("AppendCondition") },
      reads: { type: "array", items: { type: "object" } },
    },
    ["database", "revision", "events", "conditions", "reads"],
  ),
  Transaction: object({ ...SUMMARY, events: { type: "array", items: ref("Event") } }, [
    "id",
    ...OF_SUMMARY,
    "events",
  ]),
  Definition: object(
    {
      world: { type: "string", enum: ["state-view", "state-change"] },
      name: STRING,
      version: INTEGER64,
      component_hash: STRING,
      published_at: INSTANT,
      metadata: { type: "object" },
      model: { type: "object" },
    },
    ["world", "name", "version", "component_hash", "published_at", "metadata"],
  ),
  Decision: { type: "object", description: "How one command was decided." },
  Problem: object({ type: STRING, title: STRING, status: { type: "integer" }, detail: STRING }, [
    "type",
    "title",
    "status",
    "detail",
  ]),
};
