// Every kind of selector, with arguments that differ from call to call.
import { Selector } from "evidentsource-functions";
import { BUSY, OLD, SELDOM_STREAM, STREAMS, subjectOf, subjectsIn, typeOf } from "./log.js";

const { stream, subject, eventType } = Selector;
const anyOf = (selectors) => selectors.reduce((all, each) => all.or(each));

/** @returns {Record<string, (call: number) => unknown>} */
export function selectorsFor(size) {
  const some = (call) => (call * 7_919) % subjectsIn(size);
  const about = (call) => subject(subjectOf(some(call)));
  const own = (call, step = call % 4) => eventType(typeOf(some(call) % STREAMS.length, step));
  const within = (call) => stream(STREAMS[some(call) % STREAMS.length]);
  return {
    "a stream": within,
    "a subject": about,
    "a type": own,
    "no subject": () => subject(null),
    "a stream and a type": (call) => within(call).and(own(call)),
    "a subject and a type": (call) => about(call).and(own(call)),
    "a subject and two types": (call) => about(call).and(own(call, 1).or(own(call, 2))),
    "a stream and a subject": (call) => within(call).and(about(call)),
    "a stream, a subject and a type": (call) => within(call).and(about(call)).and(own(call)),
    "a subject in a stream that has none of it": (call) =>
      stream(STREAMS[(some(call) + 1) % STREAMS.length]).and(about(call)),
    "a subject that there is not": (call) => subject(`none-${String(call)}`),
    "a subject with a type that it has not": (call) =>
      about(call).and(eventType(typeOf((some(call) + 1) % STREAMS.length, 0))),
    "a subject with many events": () => subject(BUSY),
    "that subject and a type": (call) => subject(BUSY).and(own(call)),
    "that subject and a stream": (call) => subject(BUSY).and(within(call)),
    "that subject in a stream with few of it": () => subject(BUSY).and(stream(SELDOM_STREAM)),
    "streams by their beginning": () => Selector.streamStartsWith("pa"),
    "subjects by their beginning, two": (call) =>
      Selector.subjectStartsWith(subjectOf(some(call)).slice(0, -1)),
    "subjects by their beginning, two hundred": (call) =>
      Selector.subjectStartsWith(subjectOf(some(call)).slice(0, -3)),
    "subjects by their beginning, all of a stream": (call) =>
      Selector.subjectStartsWith(`${STREAMS[call % STREAMS.length]}-`),
    "subjects by their beginning, those of long ago": () => Selector.subjectStartsWith(OLD),
    "some of those, and a type": (call) =>
      Selector.subjectStartsWith(`${OLD}00${String(call % 10)}`).and(own(call)),
    "types by their beginning": (call) =>
      Selector.eventTypeStartsWith(`${STREAMS[call % STREAMS.length]}.c`),
    "all types by their beginning and a subject": (call) =>
      about(call).and(Selector.eventTypeStartsWith("")),
    "a type and subjects by their beginning": (call) =>
      own(call).and(Selector.subjectStartsWith(subjectOf(some(call)).slice(0, -1))),
    "one of two subjects": (call) => about(call).or(about(call + 1)),
    "one of twenty subjects, each with a type": (call) =>
      anyOf(Array.from({ length: 20 }, (_none, each) => about(call + each).and(own(call + each)))),
    "one of two subjects and one of two types": (call) =>
      about(call)
        .or(about(call + 1))
        .and(own(call, 0).or(own(call, 3))),
    "a subject, or a stream and a type": (call) => about(call).or(within(call).and(own(call))),
  };
}

/** What is asked of a store with a selector. */
export const ASKED = {
  "last revision": (store, selector) => store.last(selector),
  "after a late one": (store, selector, size) => store.last(selector, { after: BigInt(size) - 5n }),
  "before the middle": (store, selector, size) => store.last(selector, { upTo: BigInt(size) / 2n }),
  "first event": (store, selector) => one(store, { selector }),
  "last event": (store, selector) => one(store, { selector, direction: "reverse" }),
  "first in time": (store, selector) => one(store, { selector, order: "effective-time" }),
  "last in time": (store, selector) =>
    one(store, { selector, order: "effective-time", direction: "reverse" }),
};

async function one(store, query) {
  let found;
  for await (const event of store.events({ ...query, limit: 1 })) found = event;
  return found;
}
