import { create, ScalarType } from "@bufbuild/protobuf";
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { DATABASES, mostly, oddText, revision, STREAMS, SUBJECTS, TYPES } from "./vocabulary.js";

const DEEPEST = 6;

/** A message of a schema: what a sensible client might send, with something odd in it now and then. */
export function randomMessage(random, schema, depth = 0) {
  if (schema.name === "CloudEvent") return randomEvent(random, schema);
  if (schema.name === "Timestamp") return create(schema, randomTimestamp(random));
  const message = {};
  const oneofs = new Map();
  for (const field of schema.fields) {
    if (field.oneof === undefined) {
      if (random.chance(0.9) || /^(database|state|name)/.test(field.localName))
        message[field.localName] = randomField(random, field, depth);
    } else {
      const { localName } = field.oneof;
      oneofs.set(localName, [...(oneofs.get(localName) ?? []), field]);
    }
  }
  for (const [name, fields] of oneofs) {
    const field = random.pick(shallow(fields, depth));
    if (random.chance(0.97))
      message[name] = { case: field.localName, value: randomField(random, field, depth) };
  }
  return create(schema, message);
}

/** Selectors must end somewhere. */
const shallow = (fields, depth) => {
  const flat = fields.filter(({ name }) => !["and", "or"].includes(name));
  return depth < DEEPEST || flat.length === 0 ? fields : flat;
};

function randomField(random, field, depth) {
  const one = (of) => randomValue(random, field, of, depth);
  switch (field.fieldKind) {
    case "list":
      return random.some(random.integer(0, 3), () => one(field));
    case "map":
      return Object.fromEntries(
        random.some(random.integer(0, 2), () => [
          mostly(random, ["account_id", "x", "role"]).toWellFormed?.() ?? "x",
          field.message ? randomMessage(random, field.message, depth + 1) : text(random, "value"),
        ]),
      );
    default:
      return one(field);
  }
}

function randomValue(random, { message, enum: enumeration, scalar, localName }, _of, depth) {
  if (message !== undefined) return randomMessage(random, message, depth + 1);
  if (enumeration !== undefined)
    return random.chance(0.95) ? random.pick(enumeration.values).number : random.integer(-5, 99);
  switch (scalar) {
    case ScalarType.STRING:
      return text(random, localName);
    case ScalarType.BOOL:
      return random.chance(0.5);
    case ScalarType.BYTES:
      return body(random);
    case ScalarType.UINT64:
      // There is only one version of each definition.
      return /version$/i.test(localName) && random.chance(0.95) ? 1n : revision(random);
    case ScalarType.UINT32:
      return random.pick([0, 1, 2, 5, 1_000, 2 ** 32 - 1]);
    case ScalarType.INT32:
      return random.pick([0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]);
    case ScalarType.INT64:
      return random.pick([0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n)]);
    default:
      return random.next();
  }
}

/** Lone surrogates cannot be written in UTF-8. */
const wellFormed = (value) => Buffer.from(value, "utf8").toString("utf8");

function text(random, name) {
  return wellFormed(textOf(random, name));
}

function textOf(random, name) {
  switch (name) {
    case "databaseName":
      return mostly(random, DATABASES);
    case "stateViewName":
      return mostly(random, ["account-summary", "open-accounts"]);
    case "stateChangeName":
      return mostly(random, COMMANDS);
    case "transactionId":
      return random.chance(0.6) ? randomUUID() : mostly(random, ["t-1", "t-2", "", "again"]);
    case "eventId":
      return mostly(random, ["e-1", "e-2", "e-3"]);
    case "contentType":
      return mostly(random, ["application/json", "application/json; charset=utf-8", "text/plain"]);
    default:
      return mostly(random, [...STREAMS, ...TYPES, ...SUBJECTS], 0.97);
  }
}

export const ACCOUNTS = [
  "11111111-1111-4111-8111-111111111111",
  "22222222-2222-4222-8222-222222222222",
];

export const COMMANDS = ["open-account", "deposit", "withdraw", "transfer"];

/** A command of the example's state change, or something odd. */
export function randomCommand(random, name = random.pick(COMMANDS)) {
  if (random.chance(0.2)) return oddCommand(random);
  const account_id = random.pick(ACCOUNTS);
  const amount = random.integer(1, 500);
  switch (name) {
    case "open-account":
      return { account_id, owner: "Ann", initial_deposit: amount };
    case "transfer":
      return { from_account_id: account_id, to_account_id: random.pick(ACCOUNTS), amount };
    default:
      return { account_id, amount };
  }
}

const oddCommand = (random) =>
  random.pick([
    { account_id: random.pick(ACCOUNTS), amount: random.pick([1e308, 0.1, -1, "1", null, [], {}]) },
    { account_id: oddText(random), amount: 1 },
    random.pick([null, [], 1, "text", true, {}]),
  ]);

const body = (random) =>
  random.chance(0.9)
    ? new Uint8Array(Buffer.from(JSON.stringify(randomCommand(random))))
    : random.bytes(random.integer(0, 40));

const randomTimestamp = (random) => ({
  seconds: random.chance(0.9)
    ? BigInt(random.integer(1_600_000_000, 1_900_000_000))
    : random.pick([0n, -1n, -62_135_596_801n, 253_402_300_800n, 2n ** 63n - 1n]),
  nanos: random.chance(0.95)
    ? random.integer(0, 999_999_999)
    : random.pick([-1, 1_000_000_000, 2 ** 31 - 1]),
});

function randomEvent(random, schema) {
  const attributes = {};
  const give = (name, value) => {
    attributes[name] = { attr: value };
  };
  const string = (value) => ({ case: "ceString", value: wellFormed(value) });
  if (random.chance(0.7)) give("subject", string(mostly(random, SUBJECTS)));
  if (random.chance(0.3)) give("time", { case: "ceTimestamp", value: timestampOf(random) });
  if (random.chance(0.4)) give("datacontenttype", string("application/json"));
  if (random.chance(0.2)) give("dataschema", { case: "ceUri", value: "https://example.org/s" });
  if (random.chance(0.3)) give(mostly(random, ["trace", "n1"]), randomAttribute(random));
  if (random.chance(0.02)) give("subject", randomAttribute(random));
  return create(schema, {
    specVersion: random.chance(0.98) ? "1.0" : oddText(random),
    id: random.chance(0.8) ? randomUUID() : wellFormed(mostly(random, ["e-1", "e-2", "e-3"])),
    source: wellFormed(mostly(random, STREAMS, 0.97)),
    type: wellFormed(mostly(random, TYPES, 0.97)),
    attributes,
    data: random.pick([
      { case: undefined },
      { case: "textData", value: wellFormed(random.pick(['{"n":1}', "1", "[]", oddText(random)])) },
      { case: "binaryData", value: random.bytes(random.integer(0, 200)) },
    ]),
  });
}

const timestampOf = (random) => randomTimestamp(random);

const randomAttribute = (random) =>
  random.pick([
    { case: "ceBoolean", value: random.chance(0.5) },
    { case: "ceInteger", value: random.pick([0, -1, 2 ** 31 - 1, -(2 ** 31)]) },
    { case: "ceString", value: "text" },
    { case: "ceBytes", value: random.bytes(5) },
    { case: "ceUri", value: "https://example.org" },
    { case: "ceUriRef", value: "../x" },
    { case: "ceTimestamp", value: randomTimestamp(random) },
    { case: undefined },
  ]);
