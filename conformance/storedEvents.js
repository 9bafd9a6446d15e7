import { ACCOUNTS, DATETIMES, TEXTS, utf8 } from "./values.js";

const TYPES = [
  "account.opened",
  "account.credited",
  "account.credited",
  "account.debited",
  "account.closed",
  "account.unheard-of",
];

/** Ways to write the same JSON. */
const WRITINGS = [
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => JSON.stringify(Object.fromEntries(Object.entries(value).reverse())),
  (value) => JSON.stringify(value).replace(/[^ -~]/g, escaped),
];

const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** An event that the views accept, with a random choice of everything that the WIT lets vary. */
export function validEvent(random) {
  const type = random.pick(TYPES);
  const json = random.pick(WRITINGS)(payload(random, type));
  const data = random.chance(0.5) ? text(json) : binary(utf8(json));
  return storedEvent(type, data, attributes(random), `event ${random.pick(TEXTS)}`);
}

export function storedEvent(type, data, attributes = [], id = "event-1") {
  const source = "https://example.test/db/bank/streams/accounts";
  return { id, source, specversion: "1.0", type, data, attributes };
}

export const text = (val) => ({ tag: "string", val });
export const binary = (val) => ({ tag: "binary", val });

function payload(random, type) {
  const account_id = random.pick(Object.values(ACCOUNTS));
  if (type === "account.opened") return { account_id, owner: random.pick(TEXTS) };
  if (type === "account.closed") return { account_id };
  const amount = random.pick([1, 250, random.integer(1, 1_000_000), 2 ** 40]);
  const reference = random.pick([undefined, null, "", random.pick(TEXTS).slice(0, 140)]);
  return { account_id, amount, reference };
}

/** A null subject is an absent attribute. */
function attributes(random) {
  const optional = [
    ["subject", { tag: "string", val: random.pick(Object.values(ACCOUNTS)) }],
    ["time", { tag: "timestamp", val: random.pick(DATETIMES) }],
    ["datacontenttype", { tag: "string", val: random.pick(JSON_TYPES) }],
    ["dataschema", { tag: random.pick(["uri", "uri-ref"]), val: "schemas/1#ä" }],
    ["aboolean", { tag: "boolean", val: random.chance(0.5) }],
    ["aninteger", { tag: "integer", val: random.pick([0, -1, 2 ** 31 - 1, -(2 ** 31)]) }],
    ["astring", { tag: "string", val: random.pick(TEXTS) }],
    ["somebytes", { tag: "binary", val: random.bytes(random.pick([0, 1, 255])) }],
    ["auri", { tag: "uri", val: "https://example.test/ä?q=1" }],
    ["aref", { tag: "uri-ref", val: "../b" }],
    ["atime", { tag: "timestamp", val: { seconds: -5n, nanoseconds: 2 ** 32 - 1 } }],
    // Known names with kinds in which they are not understood.
    ["subject", { tag: "uri", val: "urn:subject" }],
    ["time", { tag: "string", val: "yesterday" }],
  ];
  return optional.filter(() => random.chance(0.4));
}

const JSON_TYPES = ["application/json", "Application/JSON; charset=utf-8", "application/x.y+json"];
