import { ACCOUNTS, DATETIMES, renderedStateView, REVISIONS, TEXTS, utf8 } from "./values.js";

/** Fields of each command, for one account or two. */
const COMMANDS = {
  "open-account": (random, account_id) => ({
    account_id,
    owner: random.pick(TEXTS),
    initial_deposit: random.pick([undefined, null, ...AMOUNTS]),
  }),
  deposit: (random, account_id) => ({
    account_id,
    amount: random.pick(AMOUNTS),
    reference: random.pick([undefined, null, "", random.pick(TEXTS).slice(0, 140)]),
  }),
  withdraw: (random, account_id) => ({ account_id, amount: random.pick(AMOUNTS) }),
  transfer: (random, from_account_id, to_account_id) => ({
    from_account_id,
    to_account_id,
    amount: random.pick(AMOUNTS),
  }),
  "close-account": (_, account_id) => ({ account_id }),
};

const AMOUNTS = [1, 50, 99_999, 100_001, Number.MAX_SAFE_INTEGER];

/** Accounts with which the command can pass. */
const FITTING = {
  "open-account": [ACCOUNTS.missing],
  deposit: [ACCOUNTS.rich],
  withdraw: [ACCOUNTS.rich],
  transfer: [ACCOUNTS.rich, ACCOUNTS.poor],
  "close-account": [ACCOUNTS.poor],
};

/**
 * Calls of a command's `decide`, as `{ label, args, database }`: `database` holds what the functions
 * of the database answer.
 */
export function* stateChangeCases(random, name) {
  const fitting = () => COMMANDS[name](random, ...FITTING[name]);
  const make = (label, body, rest = {}) => {
    const { contentType = "application/json", answers = {}, stateChangeName = name } = rest;
    const command = { body, contentType, contentSchema: random.pick([undefined, "urn:schema:ä"]) };
    return {
      label,
      args: [command, metadata(random, stateChangeName)],
      database: {
        name: "bank",
        revision: random.pick(REVISIONS),
        views: { ...accountViews(random), ...answers },
      },
    };
  };

  for (let index = 0; index < 30; index++) {
    const accounts = random.some(2, () => random.pick(Object.values(ACCOUNTS)));
    yield make(`random ${index}`, json(COMMANDS[name](random, ...accounts)));
  }
  for (let index = 0; index < 10; index++) yield make(`fitting ${index}`, json(fitting()));
  for (const [label, value] of oddFields(fitting())) yield make(label, json(value));
  for (const [label, body] of ODD_BODIES) yield make(`body: ${label}`, body);
  for (const contentType of CONTENT_TYPES) {
    yield make(`content type "${contentType}"`, json(fitting()), { contentType });
  }
  for (const [label, answer] of oddAnswers(random)) {
    const answers = Object.fromEntries(FITTING[name].map((id) => [id, answer]));
    yield make(`the database answers ${label}`, json(fitting()), { answers });
  }
  yield make("another state change", json(fitting()), { stateChangeName: "no-such-change" });
}

const json = (value) => utf8(JSON.stringify(value));

function metadata(random, stateChangeName) {
  const owner = ["X-Owner", random.pick(["Ada Lovelace", TEXTS[1], "Charles Babbage"])];
  const headers = [owner, ["x-owner", "second"], ["", ""], ["traceparent", TEXTS[3]]];
  return {
    stateChangeName,
    stateChangeVersion: random.pick(REVISIONS),
    lastSeenRevision: random.pick(REVISIONS),
    commandReceivedAt: random.pick(DATETIMES),
    commandHeaders: headers.filter(() => random.chance(0.3)),
  };
}

/** The answer to `view-state` for each account. */
function accountViews(random) {
  const state = (owner, status, balance) =>
    ok(random, json({ owner, status, balance, transaction_count: 3 }));
  return {
    [ACCOUNTS.rich]: state("Ada Lovelace", "open", 100_000),
    [ACCOUNTS.poor]: state(TEXTS[1], "open", 0),
    [ACCOUNTS.closed]: state(TEXTS[2], "closed", 0),
    [ACCOUNTS.missing]: { tag: "ok", val: undefined },
    [ACCOUNTS.full]: state(TEXTS[3], "open", Number.MAX_SAFE_INTEGER - 10),
  };
}

function ok(random, content) {
  return { tag: "ok", val: renderedStateView(random, "account-summary", content) };
}

function* oddAnswers(random) {
  yield ["a view without content", ok(random, undefined)];
  yield ["empty content", ok(random, new Uint8Array())];
  yield ["no members", ok(random, utf8("{}"))];
  yield ["content that is no JSON", ok(random, utf8("{"))];
  yield ["content that is no UTF-8", ok(random, Uint8Array.of(0xff))];
  yield ["content of another shape", ok(random, utf8('{"balance":"5","status":7}'))];
  yield ["an error", { tag: "err", val: TEXTS[3] }];
  yield ["an empty error", { tag: "err", val: "" }];
}

/** Each field missing, and with each value that may be wrong for it. */
function* oddFields(fields) {
  for (const key of Object.keys(fields)) {
    yield [`${key} missing`, { ...fields, [key]: undefined }];
    for (const value of ODD_VALUES) {
      yield [`${key} ${JSON.stringify(value).slice(0, 20)}`, { ...fields, [key]: value }];
    }
  }
  yield ["an unknown field", { ...fields, größe: 5 }];
  yield ["two unknown fields", { ...fields, constructor: {}, a: null }];
}

const ODD_VALUES = [null, "", "x", 0, -1, 1.5, "5", true, [], {}, [1], 1e21, "ä".repeat(141)];

const ODD_BODIES = [
  ["absent", undefined],
  ["empty", ""],
  ["no fields", "{}"],
  ["null", "null"],
  ["an array", "[{}]"],
  ["a number", "5"],
  ["half an object", '{"account_id": '],
  ["a key twice", '{"amount":1,"amount":2}'],
  ["a prototype", '{"__proto__":{"amount":1}}'],
  ["an inexact number", '{"amount":9007199254740993,"account_id":"x"}'],
  ["a byte order mark", "\ufeff{}"],
  ["50,000 levels", `{"amount":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
].map(([label, text]) => [label, text === undefined ? undefined : utf8(text)]);
ODD_BODIES.push(["no UTF-8", Uint8Array.of(0x7b, 0xff, 0x7d)]);

const CONTENT_TYPES = [
  "Application/JSON; charset=utf-8",
  "application/vnd.bank.v1+json",
  "text/plain",
  "",
  "application/jsonp",
  "ä/ö+json",
];
