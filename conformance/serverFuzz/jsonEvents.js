import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { mostly, oddText, revision, STREAMS, SUBJECTS, TYPES } from "./vocabulary.js";

/** A transaction in JSON, as a sensible client would send it, or nearly. */
export function randomTransaction(random) {
  const transaction = { events: random.some(random.integer(0, 3) || 1, () => randomEvent(random)) };
  if (random.chance(0.5))
    transaction.id = random.chance(0.7) ? randomUUID() : mostly(random, ["t-1"]);
  if (random.chance(0.3))
    transaction.conditions = random.some(random.integer(0, 2), () => randomCondition(random));
  if (random.chance(0.05)) transaction[oddText(random)] = oddValue(random);
  if (random.chance(0.1)) transaction.commit_message = oddText(random);
  return transaction;
}

function randomEvent(random) {
  const event = {
    specversion: random.chance(0.98) ? "1.0" : oddValue(random),
    id: random.chance(0.8) ? randomUUID() : mostly(random, ["e-1", "e-2"]),
    source: mostly(random, STREAMS, 0.97),
    type: mostly(random, TYPES, 0.97),
  };
  if (random.chance(0.6)) event.subject = mostly(random, SUBJECTS);
  if (random.chance(0.3)) event.time = random.pick(TIMES);
  if (random.chance(0.3)) event.datacontenttype = random.pick(["application/json", "text/plain"]);
  if (random.chance(0.6)) event.data = oddValue(random);
  else if (random.chance(0.3))
    event.data_base64 = Buffer.from(random.bytes(random.integer(0, 60))).toString("base64");
  if (random.chance(0.2)) event.trace = random.pick(["text", true, 7, -1]);
  if (random.chance(0.03)) event[oddText(random)] = oddValue(random);
  return event;
}

const TIMES = [
  "2026-01-02T03:04:05Z",
  "2026-01-02T03:04:05.123456789+02:00",
  "1969-12-31T23:59:59.5Z",
  "2026-02-30T00:00:00Z",
  "yesterday",
  "",
  7,
];

const randomCondition = (random) => {
  const selector = randomSelector(random);
  return random.pick([
    { max: { selector, revision: String(revision(random)) } },
    { min: { selector, revision: random.integer(0, 3) } },
    { range: { selector, min: "0", max: String(revision(random)) } },
  ]);
};

export function randomSelector(random, depth = 0) {
  if (depth < 4 && random.chance(0.3)) {
    const [left, right] = [randomSelector(random, depth + 1), randomSelector(random, depth + 1)];
    return { [random.pick(["and", "or"])]: { left, right } };
  }
  return {
    [random.chance(0.7) ? "equals" : "starts_with"]: random.chance(0.03)
      ? { [oddText(random)]: oddValue(random) }
      : random.pick([
          { stream: { stream: mostly(random, STREAMS) } },
          { subject: { subject: mostly(random, SUBJECTS) } },
          { event_type: { event_type: mostly(random, TYPES) } },
        ]),
  };
}

/** Any JSON. */
export const oddValue = (random, depth = 0) =>
  random.pick([
    null,
    true,
    0,
    -1.5,
    1e308,
    2 ** 53,
    oddText(random),
    "text",
    { n: 1 },
    ...(depth > 3
      ? []
      : [[oddValue(random, depth + 1)], { [oddText(random)]: oddValue(random, depth + 1) }]),
  ]);

/** What is compared in another way, or not at all. */
const OTHERWISE = [
  "specversion",
  "id",
  "source",
  "type",
  "data",
  "data_base64",
  "time",
  "dataschema",
];

/** What the log must have of an event that was taken, in the form of the protocol. */
export function expectedEvent(event) {
  const { id, source, type, data, data_base64 } = event;
  const attributes = {};
  for (const [name, value] of Object.entries(event)) {
    if (value === null || OTHERWISE.includes(name)) continue;
    const kind = { string: "ceString", boolean: "ceBoolean", number: "ceInteger" }[typeof value];
    attributes[name] = { attr: { case: kind, value } };
  }
  return {
    id,
    source,
    type,
    attributes,
    data: expectedData(event.datacontenttype, data, data_base64),
  };
}

function expectedData(contentType, data, base64) {
  if (base64 !== undefined && base64 !== null)
    return { case: "binaryData", value: new Uint8Array(Buffer.from(base64, "base64")) };
  if (data === undefined) return { case: undefined, value: undefined };
  const isText = contentType !== undefined && contentType !== null && !/json/.test(contentType);
  return isText && typeof data === "string"
    ? { case: "textData", value: data }
    : { case: "json", value: data };
}
