// The events, commands and databases that every variant is given, and what must come out.
import { Buffer } from "node:buffer";

const ACCOUNT = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const STORED_AT = { seconds: 1_772_357_400n, nanoseconds: 250_000_000 };

/** Payloads by their size in bytes, about; each has the types of events that carry it. */
export const PAYLOADS = {
  60: {
    types: ["account.credited", "account.debited"],
    members: (index) => ({ account_id: ACCOUNT, amount: 100 + (index % 900) }),
  },
  200: {
    types: ["account.payment-received"],
    members: (index) => ({
      account_id: ACCOUNT,
      amount: 10_000 + (index % 90_000),
      currency: ["EUR", "USD", "GBP"][index % 3],
      payer: "ada.lovelace@example.org",
      received_at: "2026-03-01T09:30:00Z",
      settled: index % 2 === 0,
      reference: `Invoice ${String(100_000 + index)}`,
    }),
  },
};

/** The state before the events. */
const BEFORE = { balance: 1_000_000, transaction_count: 7, last_reference: "" };

/** Fresh WIT records of a fold: nothing that an earlier call may have seen. */
function fold({ payload, data, batch }) {
  const { types, members } = PAYLOADS[payload];
  const events = Array.from({ length: batch }, (_, index) => {
    const bytes = utf8(members(index));
    return {
      id: `event-${String(index)}`,
      source: "https://example.org/db/bank/streams/accounts",
      specversion: "1.0",
      type: types[index % types.length],
      // By way of bytes, so that each text is one flat string of its own.
      data:
        data === "binary"
          ? { tag: "binary", val: Uint8Array.from(bytes) }
          : { tag: "string", val: bytes.toString("utf8") },
      attributes: [
        ["subject", { tag: "string", val: ACCOUNT }],
        ["time", { tag: "timestamp", val: { ...STORED_AT } }],
      ],
    };
  });
  return [renderedView(), events];
}

/** What the state must be after the fold. */
function folded({ payload, batch }) {
  const { types, members } = PAYLOADS[payload];
  const state = { ...BEFORE };
  for (let index = 0; index < batch; index++) {
    const { amount, reference } = members(index);
    const sign = types[index % types.length] === "account.debited" ? -1 : 1;
    state.balance += sign * amount;
    state.transaction_count += 1;
    if (reference !== undefined) state.last_reference = reference;
  }
  return state;
}

/** @throws Error when the bytes are another state than the fold must give. */
function checkFold(cell, content, who) {
  const expected = JSON.stringify(folded(cell));
  const { balance, transaction_count, last_reference } = JSON.parse(Buffer.from(content ?? "null"));
  const actual = JSON.stringify({ balance, transaction_count, last_reference });
  if (actual !== expected) throw new Error(`${who} folded ${actual} instead of ${expected}`);
}

const REVISION = 41n;

/** Fresh arguments of a decision; a negative amount breaks a rule. */
function deposit(database, amount) {
  const metadata = {
    stateChangeName: "deposit",
    stateChangeVersion: 1n,
    lastSeenRevision: REVISION,
    commandReceivedAt: { ...STORED_AT },
    commandHeaders: [["x-request-id", "5f1c"]],
  };
  const body = Uint8Array.from(utf8({ account_id: ACCOUNT, amount, reference: "Salary" }));
  return [database, { body, contentType: "application/json", contentSchema: undefined }, metadata];
}

/** What the database's functions answer, in the names of the WIT. */
export const databaseAnswers = () => ({
  name: "bank",
  revision: REVISION,
  "created-at": { ...STORED_AT },
  "revision-timestamp": { ...STORED_AT },
  "effective-timestamp": null,
  "view-state": { tag: "ok", val: renderedView() },
});

/** A database that answers every decision alike. One object serves all calls, for jco keeps them all. */
export class BenchDatabase {
  name() {
    return "bank";
  }
  revision() {
    return REVISION;
  }
  createdAt() {
    return { ...STORED_AT };
  }
  revisionTimestamp() {
    return { ...STORED_AT };
  }
  effectiveTimestamp() {
    return undefined;
  }
  viewState() {
    return renderedView();
  }
}

/**
 * Selectors differ: what this package derives names the view's event types besides the subject.
 * @throws Error when the decision is another than a credit under one condition on the account.
 */
function checkDecision([events, conditions], who) {
  const [event] = events;
  const [{ tag, val } = {}] = conditions;
  const data = JSON.parse(Buffer.from(event?.data?.val ?? "null").toString("utf8"));
  const attributes = new Map(event?.attributes.map(([name, value]) => [name, value.val]));
  const actual = {
    events: events.length,
    type: event?.type,
    source: event?.source,
    data: [data?.account_id, data?.amount, data?.reference],
    subject: attributes.get("subject"),
    time: String(attributes.get("time")?.seconds),
    conditions: conditions.length,
    condition: [tag, val?.selector.nodes[0].val.val, String(val?.revision)],
  };
  const expected = {
    events: 1,
    type: "account.credited",
    source: "accounts",
    data: [ACCOUNT, 250, "Salary"],
    subject: ACCOUNT,
    time: String(STORED_AT.seconds),
    conditions: 1,
    condition: ["max", ACCOUNT, String(REVISION)],
  };
  const [given, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (given !== wanted) throw new Error(`${who} decided ${given} instead of ${wanted}`);
}

/** @throws Error when the command was not refused because of its amount. */
function checkRefusal(refusal, who) {
  if (refusal?.tag === "validation" && refusal.val.includes("amount")) return;
  throw new Error(`${who} answered ${JSON.stringify(refusal)} instead of refusing the amount`);
}

function renderedView() {
  return {
    context: {
      database: "bank",
      name: "account-summary",
      version: 1n,
      databaseRevision: REVISION,
      databaseRevisionTimestamp: { ...STORED_AT },
      contentType: "application/json",
      contentSchema: undefined,
    },
    content: Uint8Array.from(utf8(BEFORE)),
    lastModifiedRevision: REVISION,
    lastModifiedTimestamp: { ...STORED_AT },
  };
}

/**
 * What a variant is called with, and how its answer is checked, in one cell of the benchmark; `answered`, where there
 * is one, makes a call answer with what it would throw.
 */
export function exerciseOf(cell) {
  if (cell.world === "state-view") {
    return {
      fresh: () => fold(cell),
      few: () => fold({ ...cell, batch: Math.min(10, cell.batch) }),
      check: (answer, who) => checkFold(cell, answer, who),
    };
  }
  const database = new BenchDatabase();
  const { refused = false } = cell;
  const fresh = () => deposit(database, refused ? -250 : 250);
  return {
    fresh,
    few: fresh,
    check: refused ? checkRefusal : checkDecision,
    ...(refused ? { answered: refusalOf } : {}),
  };
}

/** A refusal is thrown: as it is, or as an error that carries it. */
const refusalOf = (call) => (args) => {
  try {
    return call(args);
  } catch (error) {
    return error.payload ?? error;
  }
};

const utf8 = (value) => Buffer.from(JSON.stringify(value));
