// Makes the calls of `rust/src/sequence.rs` with this project's own client, over gRPC and over REST, and
// compares what is left in the log: `node sameLog.js <grpc> <rest> <bank> <the Rust client's database>`.
import assert from "node:assert/strict";
import { AppendCondition, Selector, StateChangeError, Timestamp } from "../../dist/index.js";
import { ClientError, connect } from "../../dist/client/index.js";
import { connect as connectRest } from "../../dist/client/rest/index.js";

const [grpcUrl, restUrl, bankName, theirsName] = process.argv.slice(2);

const ours = [
  { name: "by-grpc", client: connect(grpcUrl), digit: "3" },
  { name: "by-rest", client: connectRest(restUrl), digit: "4" },
];
const accountsOf = (digit) =>
  ["2", "3"].map((last) => `${"2".repeat(7)}${digit}-2222-4222-8222-22222222222${last}`);
const THEIR_ACCOUNTS = ["2", "3"].map((last) => `22222222-2222-4222-8222-22222222222${last}`);

const failsWith = (call, code) =>
  assert.rejects(call, (error) => ClientError.is(error) && error.code === code);
const isRefused = (call, kind) =>
  assert.rejects(call, (error) => StateChangeError.is(error) && error.kind === kind);

async function events(database) {
  const order = (id) => ({ id, stream: "orders", type: "order.placed" });
  const full = {
    ...order("a1"),
    subject: "order-1",
    data: { kind: "text", text: '{"ü":"𝄞", "n": 1.0}' },
    time: new Timestamp(1_700_000_000n, 123_456_789),
    dataContentType: "application/json",
    dataSchema: "https://example.com/schema",
    extensions: new Map([
      ["flag", { kind: "boolean", value: true }],
      ["count", { kind: "integer", value: -(2 ** 31) }],
      ["note", { kind: "string", value: "with space" }],
    ]),
  };
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const binary = {
    ...order("a2"),
    data: { kind: "binary", bytes },
    time: new Timestamp(-2n, 999_999_999),
  };
  await database.transact([full, binary]);
  await failsWith(database.transact(order("a2")), "duplicate-event");
  const text = {
    ...{ id: "a3", stream: "notes", type: "noted", dataContentType: "text/plain" },
    data: { kind: "text", text: "no JSON" },
  };
  const none = [AppendCondition.mustNotExist(Selector.stream("notes"))];
  const words = { correlationId: "correlation", causationId: "causation" };
  for (let time = 0; time < 2; time += 1)
    await database.transact(text, none, { transactionId: "sent twice", ...words });
}

async function conditions(database) {
  const orders = Selector.stream("orders");
  const none = Selector.stream("refunds");
  const either = orders.or(none);
  const placed = orders.and(Selector.eventTypeStartsWith("order"));
  const holding = [
    AppendCondition.mustExist(orders),
    AppendCondition.unchangedSince(either, 2n),
    AppendCondition.atRevision(placed, 2n),
    AppendCondition.mustNotExist(none),
  ];
  const violated = [
    AppendCondition.mustNotExist(orders),
    AppendCondition.unchangedSince(either, 1n),
    AppendCondition.atRevision(placed, 1n),
    AppendCondition.mustExist(none),
  ];
  for (const [number, condition] of violated.entries()) {
    const never = { id: `v${number}`, stream: "never", type: "never" };
    await failsWith(database.transact(never, [condition]), "condition-violated");
  }
  for (const [number, condition] of holding.entries())
    await database.transact({ id: `h${number}`, stream: "held", type: "held" }, [condition]);
}

async function commands(bank, [account, other]) {
  const execute = (name, body, options) => bank.execute(name, body, { version: 1n, ...options });
  const open = (account_id) => ({ account_id, owner: "Ada" });
  const words = { correlationId: "a correlation", causationId: "a causation" };
  for (let time = 0; time < 2; time += 1)
    await execute("open-account", open(account), { transactionId: account, ...words });
  await execute("open-account", open(other));
  await execute("deposit", { account_id: account, amount: 50 });
  await isRefused(execute("withdraw", { account_id: account, amount: 1000 }), "conflict");
  await isRefused(execute("withdraw", { account_id: account, amount: "1" }), "validation");
  await execute("withdraw", { account_id: account, amount: 20 });
  await execute("transfer", { from_account_id: account, to_account_id: other, amount: 30 });
  await execute("close-account", { account_id: account });
}

const extensionsOf = ({ extensions }, basis) =>
  [...extensions]
    .filter(([name]) => name !== "recordedtime")
    .map(([name, value]) =>
      // Where it stands in its transaction.
      name === "sequence" ? [name, value.kind, BigInt(value.value) - basis] : [name, value],
    )
    .sort(([one], [two]) => (one < two ? -1 : 1));

/** All of a database's log but its name, and when it was recorded. Ids of transactions only as far as they are given. */
async function wholeLog(database) {
  const log = await database.log().all();
  return log.map(({ id, database: name, recordedAt, events: all, ...transaction }) => ({
    ...transaction,
    id: id === "sent twice" ? id : "…",
    recorded: recordedAt.seconds > 0n,
    events: all.map((event) => ({
      ...event,
      source: event.source.replace(name, "…"),
      extensions: extensionsOf(event, transaction.basis),
    })),
  }));
}

/** As {@link wholeLog}, of what happened to two accounts: its revisions differ, and ids and times are drawn. */
async function logOf(bank, [account, other]) {
  const hidden = (text) => text?.replaceAll(account, "account").replaceAll(other, "other");
  const log = await bank.log().all();
  return log
    .filter(({ events: all }) =>
      all.some(({ subject }) => subject === account || subject === other),
    )
    .map(({ id, recordedAt, basis, revision, events: all, ...transaction }) => ({
      ...transaction,
      id: id === account ? "account" : "…",
      count: revision - basis,
      lastReadRevision: undefined,
      events: all.map((event) => ({
        ...event,
        id: /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/.test(event.id),
        subject: hidden(event.subject),
        data: { ...event.data, text: hidden(event.data.text) },
        time: event.time.seconds - recordedAt.seconds < 60n,
        extensions: extensionsOf(event, basis),
      })),
    }));
}

const [{ client }] = ours;
const [bank, theirs] = [await client.connect(bankName), await client.connect(theirsName)];
const [expected, expectedOfBank] = [await wholeLog(theirs), await logOf(bank, THEIR_ACCOUNTS)];
assert.equal(expected.length, 6);
assert.equal(expectedOfBank.length, 6);

for (const { name, client: own, digit } of ours) {
  await own.create(name);
  const database = await own.connect(name);
  await events(database);
  await conditions(database);
  await commands(await own.connect(bankName), accountsOf(digit));
  // Read by one client, so that only what was written can differ.
  assert.deepEqual(await wholeLog(await client.connect(name)), expected);
  assert.deepEqual(await logOf(bank, accountsOf(digit)), expectedOfBank);
  assert.deepEqual(await wholeLog(database), expected);
  console.log(`  ok   this project's client, ${name}, leaves the log that the Rust client leaves`);
}
for (const { client: own } of ours) own.close();
