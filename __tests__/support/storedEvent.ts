import type { Event } from "../../src/domain/index.js";

/** A stored event of the stream `accounts`, with what is given in place of the defaults. */
export function storedEvent(given: Partial<Event> = {}): Event {
  return {
    id: "event-1",
    source: "https://example.org/db/bank/streams/accounts",
    stream: "accounts",
    specversion: "1.0",
    type: "account.credited",
    subject: undefined,
    time: undefined,
    dataContentType: "application/json",
    dataSchema: undefined,
    data: undefined,
    extensions: new Map(),
    ...given,
  };
}

/** A stored event with JSON as its data. */
export function storedJson(type: string, json: unknown, given: Partial<Event> = {}): Event {
  return storedEvent({ type, data: { kind: "text", text: JSON.stringify(json) }, ...given });
}

/** All members of an event, read once. */
export function membersOf(event: Event): Event {
  const { id, source, stream, specversion, type, subject, time } = event;
  const { dataContentType, dataSchema, data, extensions } = event;
  return {
    ...{ id, source, stream, specversion, type, subject, time },
    ...{ dataContentType, dataSchema, data, extensions },
  };
}
