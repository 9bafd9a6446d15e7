// What each of the two answers with, as messages that were written before anybody asks.
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { create, toBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { DATABASE, SUBJECTS } from "./subjects.js";

const EVENTS = 20_000;
const TEXT = "x".repeat(200);
/** So many events UmaDB sends in a message. */
const BATCH = 100;

const message = (name, method, reply) => {
  const { output } = SUBJECTS[name].service.method[method];
  return toBinary(output, create(output, reply));
};
const count = (of, make) => Array.from({ length: of }, (_none, index) => make(index));

/** The messages that answer an `append`, or a `read` of a log whose transactions have so many events. */
export function replyTo(name, order) {
  const [what, atOnce = "1"] = order.split(":");
  return what === "append" ? [APPENDED[name]()] : READ[name](Number(atOnce));
}

const ofTransaction = (basis) => ({
  id: randomUUID(),
  database: DATABASE,
  basis: BigInt(basis),
  timestamp: timestampFromMs(Date.now()),
  metadata: { origin: { origin: { case: "grpcTransaction", value: {} } } },
});

const APPENDED = {
  ours: () => {
    const value = { ...ofTransaction(10_000), revision: 10_001n };
    return message("ours", "transact", { result: { transactionSummary: value } });
  },
  umadb: () => message("umadb", "append", { position: 10_001n }),
};

const READ = {
  ours: (atOnce) =>
    count(EVENTS / atOnce, (index) =>
      message("ours", "scanDatabaseLog", {
        transaction: {
          case: "detail",
          value: {
            ...ofTransaction(index * atOnce),
            events: count(atOnce, (place) => stored(index * atOnce + place + 1)),
          },
        },
      }),
    ),
  umadb: () =>
    count(EVENTS / BATCH, (index) =>
      message("umadb", "read", {
        events: count(BATCH, (place) => ({
          position: BigInt(index * BATCH + place + 1),
          event: {
            eventType: "happened",
            tags: ["fill"],
            data: Buffer.from(TEXT),
            uuid: randomUUID(),
          },
        })),
      }),
    ),
};

const string = (value) => ({ attr: { case: "ceString", value } });
const stored = (revision) => ({
  id: randomUUID(),
  source: `http://localhost/db/${DATABASE}/streams/bench`,
  specVersion: "1.0",
  type: "happened",
  attributes: {
    subject: string("fill"),
    time: { attr: { case: "ceTimestamp", value: timestampFromMs(Date.now()) } },
    sequence: string(String(revision)),
    recordedtime: { attr: { case: "ceTimestamp", value: timestampFromMs(Date.now()) } },
  },
  data: { case: "textData", value: TEXT },
});
