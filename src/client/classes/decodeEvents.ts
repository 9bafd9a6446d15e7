import { InvalidPayloadError, JsonError } from "../../codec/index.js";
import { messageOf, type Class, type DecodedEvent, type Event } from "../../domain/index.js";
import { jsonOf } from "../../runtime/eventPayload.js";
import { ClientError } from "../clientError.js";
import type { CodecSource } from "./classCodecs.js";

/** Stored events with their data as instances of their class. */
export async function* decodeEvents<E extends object>(
  target: Class<E>,
  events: AsyncIterable<Event>,
  codecs: CodecSource,
): AsyncGenerator<DecodedEvent<E>, void, undefined> {
  const { decode } = (await codecs())(target, "tolerant");
  for await (const event of events) yield { payload: decoded(event, target.name, decode), event };
}

function decoded<E>(event: Event, className: string, decode: (json: unknown) => E): E {
  try {
    return decode(jsonOf(event));
  } catch (cause) {
    const known = cause instanceof InvalidPayloadError || cause instanceof JsonError;
    throw new ClientError(
      "invalid-event",
      `event ${event.id} (${event.type}) cannot be read as ${className}: ${known ? cause.message : messageOf(cause)}; read it with query(…) as it is`,
      { cause },
    );
  }
}
