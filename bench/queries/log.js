// A log of accounts and orders: five streams with four types each, a subject for every ten events, and
// one subject that a twentieth of all events are about, a few of them in another stream. It begins with
// subjects that come once and never again.
import { Timestamp } from "evidentsource-functions";

export const STREAMS = ["accounts", "orders", "payments", "parcels", "invoices"];
const STEPS = ["opened", "changed", "confirmed", "closed"];
export const BUSY = "shop-1";
const BUSY_SHARE = 20;
/** In the stream of orders, the busy subject has one event in so many. */
const SELDOM = 40_000;
export const SELDOM_STREAM = "orders";
export const OLD = "old-";
const OLD_SHARE = 50;
const EVENTS_A_SUBJECT = 10;
const AT_ONCE = 2_500;
const BEGAN = 1_700_000_000n;
const TEXT = "x".repeat(200);

export const typeOf = (stream, step) => `${STREAMS[stream]}.${STEPS[step]}`;
/** Subjects of a stream: `accounts-000017`. */
export const subjectOf = (number) =>
  `${STREAMS[number % STREAMS.length]}-${String(number).padStart(6, "0")}`;
export const subjectsIn = (size) => Math.floor(size / EVENTS_A_SUBJECT);

function eventAt(index, size) {
  const number = index % subjectsIn(size);
  const stream = number % STREAMS.length;
  const step = Math.floor(index / subjectsIn(size)) % STEPS.length;
  return {
    id: String(index),
    stream: STREAMS[stream],
    type: typeOf(stream, step),
    subject: subjectAt(index, size),
    // Not in the order in which they are appended.
    time: new Timestamp(BEGAN + BigInt((index * 7_919) % size)),
    data: { kind: "text", text: TEXT },
  };
}

function subjectAt(index, size) {
  if (index % BUSY_SHARE === 0 || index % SELDOM === 1) return BUSY;
  if (index < size / OLD_SHARE) return `${OLD}${String(index).padStart(6, "0")}`;
  return subjectOf(index % subjectsIn(size));
}

/** Appends what is missing of so many events. */
export async function fill(store, size) {
  const { revision } = await store.head();
  for (let index = Number(revision); index < size; index += AT_ONCE) {
    const count = Math.min(AT_ONCE, size - index);
    await store.append({
      id: `fill-${String(index)}`,
      events: Array.from({ length: count }, (_none, each) => eventAt(index + each, size)),
      conditions: [],
      recordedAt: new Timestamp(BEGAN + BigInt(index)),
    });
  }
}
