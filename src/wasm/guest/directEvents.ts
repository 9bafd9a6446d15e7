import { natives, payloadCodec } from "../../codec/index.js";
import { DRAFT, type EventOptions, type ProspectiveEvent } from "../../domain/index.js";
import type { Definitions, DomainEventDefinition } from "../../model/definitions.js";
import { randomEventId, type StateChangeOptions } from "../../runtime/index.js";

/** All options that an event may be given: a draft with any of them is not the engine's to write. */
const OPTIONS = Object.keys({
  subject: true,
  time: true,
  id: true,
  stream: true,
  extensions: true,
} satisfies Record<keyof EventOptions, true>);

/** How an engine writes the events of these definitions; `undefined` where it writes none. */
export function directEvents({ events }: Definitions): StateChangeOptions["writeEvent"] {
  const { prepareDrafts, prepareEvent, writeEvent } = natives;
  if (prepareDrafts === undefined || prepareEvent === undefined || writeEvent === undefined)
    return undefined;
  prepareDrafts(DRAFT, OPTIONS);
  for (const event of events) prepare(event, prepareEvent);
  return (draft, time) => writeEvent(draft, time, randomEventId) as ProspectiveEvent | undefined;
}

function prepare(
  { target, type, options, subjectProperty }: DomainEventDefinition,
  prepareEvent: NonNullable<typeof natives.prepareEvent>,
): void {
  const { plan, written } = payloadCodec(target, "tolerant");
  const { stream, dataSchema } = options;
  if (plan === undefined || written === undefined) return;
  if (stream === undefined || dataSchema !== undefined) return;
  try {
    const { properties, wireNames } = written;
    prepareEvent(plan, type, stream, subjectProperty, properties, wireNames);
  } catch {
    // Unusual names.
  }
}
