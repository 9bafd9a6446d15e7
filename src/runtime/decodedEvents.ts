import { InvalidPayloadError, JsonError, payloadCodec } from "../codec/index.js";
import type { DecodedEvent, Event } from "../domain/index.js";
import type { DomainEventDefinition } from "../model/definitions.js";
import { jsonOf, parsedData } from "./eventPayload.js";
import { describeFailure } from "./failure.js";

/** An event that was read by its class, and whose data breaks a rule of the class. */
export class UnreadableEventError extends Error {
  override readonly name = "UnreadableEventError";
}

/**
 * Stored events with their data as instances of their class.
 * @throws UnreadableEventError
 */
export function decodedEvents(
  { target }: DomainEventDefinition,
  events: readonly Event[],
): readonly DecodedEvent[] {
  const { decode, read } = payloadCodec(target, "tolerant");
  return events.map((event) => {
    try {
      return { payload: read?.(event) ?? decode(parsedData(event) ?? jsonOf(event)), event };
    } catch (cause) {
      const known = cause instanceof InvalidPayloadError || cause instanceof JsonError;
      const reason = known ? cause.message : describeFailure(cause);
      throw new UnreadableEventError(
        `event ${event.id} (${event.type}) cannot be read as ${target.name}: ${reason}; read it with query(…) as it is`,
        { cause },
      );
    }
  });
}
