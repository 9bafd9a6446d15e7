import { DIAGNOSIS_CONTENT_TYPE } from "../dist/wasm/wit/index.js";
import { binary, storedEvent, text, validEvent } from "./storedEvents.js";
import { ACCOUNTS, renderedStateView, TEXTS, utf8 } from "./values.js";

/**
 * Calls of a view's `evolve`, as `{ label, args }`; takes each answer back, because a fold goes on
 * from the state that it has reached.
 */
export function* stateViewCases(random, name) {
  yield* folds(random, name);
  for (const [label, event] of oddEvents()) {
    const events = [...validEvents(random, 2), event, ...validEvents(random, 1)];
    yield* withDiagnosis(random, name, `event: ${label}`, undefined, events);
  }
  for (const [label, content] of CONTENTS) {
    yield* withDiagnosis(random, name, `content: ${label}`, content, validEvents(random, 3));
    yield fold(random, name, `content: ${label}, no events`, content, []);
  }
  const unknown = "no-such-view";
  yield* withDiagnosis(random, unknown, "unknown view", undefined, validEvents(random, 1));
  // The first needs more memory than there is, the second nearly all.
  for (const megabytes of [30, 20]) {
    const event = storedEvent("account.credited", text(credit(1) + " ".repeat(megabytes * 1e6)));
    yield fold(random, name, `an event of ${megabytes} MB`, undefined, [event]);
  }
}

/** Random histories in batches, from no state, from an empty one and from one that is stored. */
function* folds(random, name) {
  for (let history = 0; history < 12; history++) {
    let content = random.pick([undefined, new Uint8Array(), utf8("{}")]);
    for (let batch = 0; batch < 6; batch++) {
      const events = validEvents(random, random.pick([0, 1, 2, 5, 20, 60]));
      const answer = yield fold(
        random,
        name,
        `history ${history}, batch ${batch}`,
        content,
        events,
      );
      content = answer.val;
    }
  }
  // As many as the host ever gives in one call.
  yield fold(random, name, "1,000 events", undefined, validEvents(random, 1_000));
}

const validEvents = (random, count) => random.some(count, () => validEvent(random));

function fold(random, name, label, content, events) {
  return { label, args: [renderedStateView(random, name, content), events] };
}

/** What stops a fold traps; asked with the content type of the diagnosis, the view says why. */
function* withDiagnosis(random, name, label, content, events) {
  yield fold(random, name, label, content, events);
  const asking = renderedStateView(random, name, content, DIAGNOSIS_CONTENT_TYPE);
  yield { label: `${label}, diagnosis`, args: [asking, events] };
}

/** Events most of which break a rule; the rest look as if they did. */
function* oddEvents() {
  for (const [label, json] of ODD_JSON) {
    yield [`${label} as text`, storedEvent("account.credited", text(json))];
    yield [`${label} as bytes`, storedEvent("account.credited", binary(utf8(json)))];
  }
  for (const [label, bytes] of ODD_BYTES) {
    yield [label, storedEvent("account.opened", binary(Uint8Array.from(bytes)))];
  }
  yield ["no data", storedEvent("account.closed", undefined)];
  yield ["owner of no letters", storedEvent("account.opened", text(opened({ owner: "" })))];
  yield ["owner missing", storedEvent("account.opened", text(opened({})))];
  yield ["no type", storedEvent("", text("{}"))];
  for (const type of ["text/plain", "", "application/xml; charset=utf-8", TEXTS[3]]) {
    const attributes = [["datacontenttype", { tag: "string", val: type }]];
    yield [
      `data of type "${type}"`,
      storedEvent("account.closed", text("{}"), attributes, TEXTS[5]),
    ];
  }
}

const opened = (fields) => JSON.stringify({ account_id: ACCOUNTS.poor, ...fields });

/** JSON of a credit; numbers are written out, because `JSON.stringify` would mend them. */
const credit = (amount, rest = "") =>
  `{"account_id":"${ACCOUNTS.rich}","amount":${amount}${rest && `,${rest}`}}`;

const ODD_JSON = [
  ...["0", "-1", "1.5", '"5"', "null", "true", "[1]", "1e3", "100.0", "-0", "1e400"],
  ...["9007199254740991", "9007199254740993", "123456789012345678901234567890"],
]
  .map((amount) => [`amount ${amount}`, credit(amount)])
  .concat([
    ["no fields", "{}"],
    ["null", "null"],
    ["an array", "[]"],
    ["a text", '"ä"'],
    ["nothing", ""],
    ["blanks", " \t\r\n"],
    ["half an object", '{"account_id":'],
    ["too much", "{}}"],
    ["a trailing comma", '{"amount":1,}'],
    ["a byte order mark", `\ufeff${credit(1)}`],
    ["a key twice", credit(1, '"amount":2')],
    ["an unknown key", credit(1, '"colour":"blue"')],
    ["a prototype", credit(1, '"__proto__":{"amount":5},"constructor":null')],
    ["a lone surrogate", credit(1, '"reference":"\\ud800"')],
    ["140 characters", credit(1, `"reference":"${"ä".repeat(140)}"`)],
    ["141 characters", credit(1, `"reference":"${"ä".repeat(141)}"`)],
    ["140 pairs of surrogates", credit(1, `"reference":"${"🦊".repeat(140)}"`)],
    ["a number for a text", credit(1, '"reference":5')],
    ["no UUID", '{"account_id":"渡辺","amount":1}'],
    ["an upper-case UUID", credit(1).toUpperCase().replace("ACCOUNT_ID", "account_id")],
    ["1,000 levels", credit(1, `"reference":${"[".repeat(1_000)}${"]".repeat(1_000)}`)],
    ["50,000 levels", credit(1, `"more":${"[".repeat(50_000)}${"]".repeat(50_000)}`)],
  ]);

const ODD_BYTES = [
  ["no bytes", []],
  ["no UTF-8", [0x7b, 0xff, 0x7d]],
  ["an overlong encoding", [0x22, 0xc0, 0xaf, 0x22]],
  ["a surrogate in UTF-8", [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ["half a character", [0x22, 0xe2, 0x82]],
  ["UTF-16", [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ["a nul", [0x7b, 0x00, 0x7d]],
];

const account = (account_id, owner, balance) => ({ account_id, owner, balance });

const CONTENTS = [
  ["empty", ""],
  ["no members", "{}"],
  ["null", "null"],
  ["an array", "[]"],
  ["half an object", '{"balance":'],
  ["wrong kinds", '{"balance":"5","accounts":5,"total":null}'],
  ["a closed account", '{"owner":"Ö","status":"closed","balance":-5,"transaction_count":2}'],
  ["unknown members", '{"colour":"blue","balance":1,"total":1,"__proto__":{"total":2}}'],
  ["an inexact balance", '{"balance":9007199254740993,"total":9007199254740993}'],
  ["a fraction", '{"balance":0.1,"total":1e-7}'],
  ["accounts that are none", '{"accounts":[{},null,5,[]],"total":0}'],
  [
    "accounts",
    JSON.stringify({ accounts: TEXTS.map((owner) => account(ACCOUNTS.rich, owner, 5)) }),
  ],
  [
    "500 accounts",
    JSON.stringify({
      accounts: Array.from({ length: 500 }, (_, index) => account(`id-${index}`, "ä", index)),
      total: 124_750,
    }),
  ],
]
  .map(([label, json]) => [label, utf8(json)])
  .concat(ODD_BYTES.slice(1).map(([label, bytes]) => [label, Uint8Array.from(bytes)]));
