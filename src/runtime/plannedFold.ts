import { natives } from "../codec/index.js";
import type { Event } from "../domain/index.js";
import type { EventHandler } from "./eventHandler.js";

/** Hands events to a state, from an index on; the index of the first one that is still to be handed over. */
export type HandOver = (events: readonly Event[], from: number, state: object) => number;

/** What an engine does of a fold, by the plans of the events' classes; `undefined` where it does nothing of it. */
export function plannedFold(
  handlers: Readonly<Partial<Record<string, EventHandler>>>,
): HandOver | undefined {
  const { prepareFold, foldPlanned } = natives;
  const planned = Object.entries(handlers).flatMap(([type, handler]) =>
    handler?.planned === undefined ? [] : [[type, ...handler.planned] as const],
  );
  if (prepareFold === undefined || foldPlanned === undefined || planned.length === 0)
    return undefined;
  const fold = prepareFold(planned);
  return (events, from, state) => {
    const told = { at: -1, result: undefined as unknown };
    let at: number;
    try {
      at = foldPlanned(events, from, fold, state, told);
    } catch (error) {
      const event = events[told.at];
      throw event === undefined ? error : (handlers[event.type]?.thrown(event, error) ?? error);
    }
    const event = events[at];
    if (event === undefined || told.result === undefined) return at;
    handlers[event.type]?.returned(event, state, told.result);
    return at + 1;
  };
}
