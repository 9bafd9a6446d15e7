import type { Diagnosis } from "../wasm/index.js";

type Failure = NonNullable<Diagnosis["failure"]>;

/** A state view's component that trapped, with the reason that it gave when it was asked for one. */
export class StateViewTrap extends Error {
  override readonly name = "StateViewTrap";
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(messageOf(failure), options);
    this.failure = failure;
  }
}

/** The same text as the error of a fold in plain Node. */
function messageOf({ view, at, eventId, eventType, member, reason }: Failure): string {
  if (at !== "event") return `state view ${view}: ${reason}`;
  const handler = member === undefined ? "" : `, handler ${member}`;
  return `state view ${view}: event ${eventId ?? "?"} (${eventType ?? "?"}${handler}): ${reason}`;
}
