// What grows with the log beside questions: appending to it, and reading it through.
import { randomUUID } from "node:crypto";
import { Selector, Timestamp } from "evidentsource-functions";
import { AppendCondition } from "../../dist/domain/index.js";
import { median } from "../measure.js";
import { subjectOf, subjectsIn, typeOf } from "./log.js";

const TEXT = "x".repeat(200);
const AT_ONCE = 64;
const READ = 500;

const microseconds = async (run) => {
  const began = performance.now();
  await run();
  return (performance.now() - began) * 1_000;
};

/** An event of a subject that has some already, if nothing came to it after the revision. */
async function append(store, size, call, after) {
  const subject = subjectOf((call * 7_919) % subjectsIn(size));
  await store.append({
    id: randomUUID(),
    events: [
      {
        id: randomUUID(),
        stream: "accounts",
        type: typeOf(0, 1),
        subject,
        data: { kind: "text", text: TEXT },
      },
    ],
    conditions: [AppendCondition.max(Selector.subject(subject), after)],
    recordedAt: new Timestamp(2_000_000_000n),
  });
}

/** Each in microseconds of one of `calls` turns. @type {Record<string, (store, size, call) => Promise<number>>} */
export const GROWING = {
  "an append on a condition, alone": async (store, size, call) => {
    const { revision } = await store.head();
    return microseconds(() => append(store, size, call, revision));
  },
  "the same, one of 64 at once": async (store, size, call) => {
    const { revision } = await store.head();
    // Different subjects, so that none stands in the way of another.
    const all = Array.from({ length: AT_ONCE }, (_none, index) => call * AT_ONCE + index);
    const time = await microseconds(() =>
      Promise.all(all.map((each) => append(store, size, each, revision))),
    );
    return time / AT_ONCE;
  },
  "an event of the log, read through": async (store, size, call) => {
    const after = BigInt((call * 7_919) % Math.max(1, size - READ));
    let count = 0;
    const time = await microseconds(async () => {
      for await (const event of store.events({ after, limit: READ })) count += event.revision > 0n;
    });
    return time / count;
  },
};

/** Median and 99th percentile over so many turns. */
export async function grown(store, size, turn, turns) {
  const times = [];
  for (let call = -3; call < turns; call++) {
    const time = await turn(store, size, call + 3);
    if (call >= 0) times.push(time);
  }
  times.sort((a, b) => a - b);
  return { p50: median(times), p99: times[Math.floor((times.length - 1) * 0.99)] };
}
