import { payloadCodec } from "../codec/index.js";
import type { EmittedEvent, ProspectiveEvent, Timestamp } from "../domain/index.js";
import type { Definitions } from "../model/definitions.js";
import { fillDraft, randomEventId, type DraftContext } from "./fillDraft.js";

export { UnfitEventError } from "./fillDraft.js";

const codecOf: DraftContext["codecOf"] = (eventClass) => payloadCodec(eventClass, "tolerant");

/**
 * Fills in what an emitted event leaves open, inside a decision.
 * @throws UnfitEventError that names the event and what is wrong with it.
 */
export const completeEvent = (
  emitted: EmittedEvent,
  { eventOf }: Definitions,
  receivedAt: Timestamp,
  newId: () => string = randomEventId,
): ProspectiveEvent => fillDraft(emitted, { eventOf, codecOf, receivedAt, newId });
