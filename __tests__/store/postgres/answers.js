// The other end of `ReaderBridge`: answers questions about a log in PostgreSQL.
import { workerData } from "node:worker_threads";
import { JobAnswers } from "../../../dist/host/pool/answerWorker.js";
import { toFailure, toInstant } from "../../../dist/host/pool/wire.js";
import { PostgresDatabases } from "../../../dist/store/postgres/index.js";

const { url, schema, signal, port } = workerData;
const databases = PostgresDatabases.open({ url, schema, connections: 2 });
const jobs = new Map();

async function answer({ database, question, upTo }) {
  try {
    const { events } = await (await databases).open(database);
    if (question === undefined) {
      const { revision } = await events.head();
      const recordedAt = (await events.recordedAt(upTo)) ?? events.database.createdAt;
      return {
        ok: true,
        value: { revision: upTo, latest: revision, recordedAt: toInstant(recordedAt) },
      };
    }
    if (!jobs.has(events)) jobs.set(events, new JobAnswers(events, undefined));
    return await jobs.get(events).answer(question);
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

port.on("message", async (asked) => {
  const answered = await answer(asked);
  port.postMessage(answered);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});
