// What is asked of each of the two, in its own words: the same event, the same condition.
import { randomUUID } from "node:crypto";
import { TextEncoder } from "node:util";
import { EvidentSource } from "../../dist/protocol/gen/service_pb.js";
import { DCB } from "./service.js";

export const DATABASE = "bench";
const TYPE = "happened";
const TEXT = "x".repeat(200);
const DATA = new TextEncoder().encode(TEXT);

/** So many events of a subject, if the subject has none after a position. */
export const SUBJECTS = {
  ours: {
    service: EvidentSource,
    append: (subject, after, count = 1) => [
      "transact",
      {
        databaseName: DATABASE,
        events: Array.from({ length: count }, () => ({
          specVersion: "1.0",
          id: randomUUID(),
          source: "bench",
          type: TYPE,
          attributes: { subject: { attr: { case: "ceString", value: subject } } },
          data: { case: "textData", value: TEXT },
        })),
        conditions: [
          { condition: { case: "max", value: { selector: ofSubject(subject), revision: after } } },
        ],
      },
    ],
    position: (reply) => reply.result.transactionSummary.revision,
    read: (start) => [
      "scanDatabaseLog",
      { databaseName: DATABASE, startAtRevision: start, includeEventDetail: true },
    ],
    eventsIn: (reply) => reply.transaction.value.events.length,
  },
  umadb: {
    service: DCB,
    append: (subject, after, count = 1) => [
      "append",
      {
        events: Array.from({ length: count }, () => ({
          eventType: TYPE,
          tags: [subject],
          data: DATA,
          uuid: randomUUID(),
        })),
        condition: { failIfEventsMatch: { items: [{ tags: [subject] }] }, after },
      },
    ],
    position: (reply) => reply.position,
    read: (start) => ["read", { start }],
    eventsIn: (reply) => reply.events.length,
  },
};

const ofSubject = (subject) => ({
  selector: {
    case: "equals",
    value: { attribute: { case: "subject", value: { hasValue: true, value: subject } } },
  },
});
