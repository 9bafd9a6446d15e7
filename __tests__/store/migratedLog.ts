import type { EventStore } from "../../src/database/index.js";
import { Selector, Timestamp } from "../../src/domain/index.js";
import { allOf } from "./underTest.js";

/** Appends a log of a few streams, subjects and types. */
export async function appendSome(store: EventStore, transaction: string): Promise<void> {
  await store.append({
    id: transaction,
    events: Array.from({ length: 12 }, (_none, index) => ({
      id: `${transaction}-${String(index)}`,
      stream: `stream-${String(index % 2)}`,
      type: `type-${String(index % 3)}`,
      subject: index % 4 === 0 ? undefined : `subject-${String(index % 4)}`,
      time: new Timestamp(BigInt((index * 7) % 12)),
    })),
    conditions: [],
    recordedAt: new Timestamp(1n),
  });
}

const SELECTORS = [
  undefined,
  Selector.subject("subject-1"),
  Selector.subject("subject-1").and(Selector.stream("stream-0")),
  Selector.subject("subject-1").and(Selector.stream("stream-1")),
  Selector.subject("subject-2").and(Selector.eventType("type-1")),
  Selector.subjectStartsWith("subject-"),
];

/** What a log answers to questions of several kinds. */
export async function answersOf(store: EventStore): Promise<unknown> {
  const answers: unknown[] = [];
  for (const selector of SELECTORS)
    for (const order of ["revision", "effective-time"] as const)
      for (const limit of [1, 100]) {
        const events = await allOf(store.events({ selector, order, limit }));
        answers.push(events.map(({ revision, id }) => [revision, id]));
      }
  return answers;
}
