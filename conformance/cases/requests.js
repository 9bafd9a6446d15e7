import { Fuzz } from "../fuzz.js";
import { exactJson } from "../exactJson.js";
import { Random } from "../random.js";
import { utf8 } from "../values.js";

const asBytes = (given) =>
  given === undefined || given instanceof Uint8Array ? given : utf8(given);

/** The arguments of a view's probe: its name, the content that it is given, events. */
export function viewRequest(name, { content, events = [], context = {} } = {}) {
  const view = new Fuzz(new Random(1)).view();
  return [
    { ...view, content: asBytes(content), context: { ...view.context, ...context, name } },
    events,
  ];
}

/** The arguments of a state change's probe: its name and the body that it is given. */
export function changeRequest(name, body, metadata = {}) {
  return [
    { body: asBytes(body), contentType: "application/json", contentSchema: undefined },
    {
      stateChangeName: name,
      stateChangeVersion: 1n,
      lastSeenRevision: 2n ** 64n - 1n,
      commandReceivedAt: { seconds: 1_780_000_000n, nanoseconds: 123_456_789 },
      commandHeaders: [],
      ...metadata,
    },
  ];
}

export const scriptBody = (script) => utf8(exactJson(script));
