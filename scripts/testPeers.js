// Runs the components of the Rust and Python SDKs in the host, and publishes them into a server that
// clients call over both protocols: state and events must be the ones that components of this package
// give. What cannot be built here is said, and skipped.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TextDecoder, TextEncoder } from "node:util";
import { buildPeer } from "../bench/peers/build.js";
import { buildProject, chooseEngine, findProject } from "../dist/build/index.js";
import { loadStateChange, loadStateView } from "../dist/host/index.js";
import { accountThroughServer } from "./accountThroughServer.js";
import { CommandHeaders, StateChangeError, Timestamp } from "../dist/domain/index.js";

const ACCOUNT = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const RECEIVED_AT = new Timestamp(1_772_357_400n, 250_000_000);
const root = fileURLToPath(new URL("..", import.meta.url));
const utf8 = (value) => new TextEncoder().encode(JSON.stringify(value));
const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

let failures = 0;
const outDir = await mkdtemp(join(tmpdir(), "esf-peers-"));
try {
  const wit = readFileSync(join(root, "wit/decider.wit"), "utf8");
  const project = findProject({ entry: join(root, "bench/variants/ours/index.ts"), outDir });
  const report = await buildProject(project, {
    engine: chooseEngine({ engine: "quickjs" }),
    wit,
    force: true,
  });
  assert.ok(report.ok, "our own components could not be built");
  const files = {
    view: join(outDir, "state-views/account-summary.wasm"),
    change: join(outDir, "state-changes/deposit.wasm"),
  };
  const metadata = {
    view: JSON.parse(readFileSync(join(outDir, "state-views/account-summary.json"), "utf8")),
    change: JSON.parse(readFileSync(join(outDir, "state-changes/deposit.json"), "utf8")),
  };
  const answersOf = async (ones) => ({
    ...(await behaviour(ones)),
    ...(await accountThroughServer(ones, metadata)),
  });
  const ours = await answersOf(files);
  console.log(`the account through the server: ${JSON.stringify(ours["the account over REST"])}`);
  for (const peer of ["rust", "python"]) await compare(peer, ours, answersOf);
} finally {
  await rm(outDir, { recursive: true });
}
process.exitCode = failures === 0 ? 0 : 1;

async function compare(peer, ours, answersOf) {
  let files;
  try {
    files = buildPeer(peer);
  } catch (error) {
    console.log(`SKIPPED ${peer}: ${error.message}`);
    return;
  }
  let theirs;
  try {
    theirs = await answersOf(files);
  } catch (error) {
    // A Node that cannot compile them must have said so.
    if (!/extended constant expressions.*Node 21/.test(error.message)) throw error;
    console.log(`SKIPPED ${peer}: ${error.message}`);
    return;
  }
  for (const [question, answer] of Object.entries(ours))
    holds(`${peer}: ${question}`, () => assert.deepEqual(theirs[question], answer));
  if (files.trespass !== undefined) await trespass(files.trespass);
}

function holds(what, check) {
  try {
    check();
    console.log(`ok      ${what}`);
  } catch (error) {
    failures += 1;
    console.log(`FAILED  ${what}\n${error.message}`);
  }
}

/** A component that reaches out of its sandbox is refused, told so, and runs on; one that dies says why. */
async function trespass(file) {
  const { decide } = await loadStateChange(readFileSync(file));
  const told = (what) => decided(decide, { what }).because;
  for (const what of ["write", "read", "list", "connect"])
    holds(`trespass: ${what} is refused and told`, () => assert.match(told(what), /^refused: ./));
  holds("trespass: nothing was written", () => assert.ok(!existsSync("/tmp/esf-trespass")));
  holds("trespass: there is no environment", () =>
    assert.equal(told("ask"), "0 variables, 0 arguments"),
  );
  holds("trespass: it may print", () => assert.equal(told("tell"), "told"));
  holds("trespass: a panic is told in its own words", () =>
    assert.match(told("panic"), /^the component trapped: .*; it wrote: .*no such trespass/s),
  );
  holds("trespass: an exit ends the call alone", () =>
    assert.match(told("exit"), /^the component trapped: .*exit code 1/s),
  );
  holds("trespass: the next call is answered", () => assert.equal(told("tell"), "told"));
}

/** What the components answer to a few questions, without what may differ between languages. */
async function behaviour({ view, change }) {
  const { evolve } = await loadStateView(readFileSync(view));
  const { decide } = await loadStateChange(readFileSync(change));
  const folded = (content, events) => {
    const { balance, transaction_count, last_reference } = json(evolve(stored(content), events));
    return { balance, transaction_count, last_reference };
  };
  const before = { balance: 1_000_000, transaction_count: 7, last_reference: "" };
  return {
    "a fold from nothing": folded(undefined, movements(10)),
    "a fold from a state": folded(utf8(before), movements(3)),
    "a fold of many events": folded(utf8(before), movements(6_000)),
    "a decision": decided(decide, { account_id: ACCOUNT, amount: 250, reference: "Salary" }),
    "a refused decision": decided(decide, { account_id: ACCOUNT, amount: -1 }).refused,
    "a decision for no account": decided(decide, { account_id: ACCOUNT, amount: 1 }, null).refused,
    "a decision after others": decided(decide, { account_id: ACCOUNT, amount: 1 }),
  };
}

function movements(count) {
  return Array.from({ length: count }, (_, index) => ({
    id: `event-${String(index)}`,
    source: "https://example.org/db/bank/streams/accounts",
    stream: "accounts",
    specversion: "1.0",
    type: index % 3 === 2 ? "account.debited" : "account.credited",
    subject: ACCOUNT,
    time: RECEIVED_AT,
    dataContentType: "application/json",
    data: { kind: "text", text: JSON.stringify({ account_id: ACCOUNT, amount: 100 + index }) },
    extensions: new Map(),
  }));
}

function stored(content) {
  return {
    context: {
      database: "bank",
      name: "account-summary",
      version: 1n,
      databaseRevision: 41n,
      databaseRevisionTimestamp: RECEIVED_AT,
      contentType: "application/json",
      contentSchema: undefined,
    },
    content,
    lastModifiedRevision: content === undefined ? 0n : 41n,
    lastModifiedTimestamp: RECEIVED_AT,
  };
}

/** Ids are random, and how a condition's selector is written is the author's choice. */
function decided(decide, body, state = { balance: 10, transaction_count: 1, last_reference: "" }) {
  const database = {
    name: "bank",
    createdAt: RECEIVED_AT,
    revision: 41n,
    revisionTimestamp: RECEIVED_AT,
    effectiveTimestamp: undefined,
    viewState: () => (state === null ? undefined : stored(utf8(state))),
  };
  const command = { body: utf8(body), contentType: "application/json", contentSchema: undefined };
  const metadata = {
    stateChangeName: "deposit",
    stateChangeVersion: 1n,
    lastSeenRevision: 41n,
    commandReceivedAt: RECEIVED_AT,
    headers: new CommandHeaders(),
  };
  try {
    const { events, conditions } = decide(database, command, metadata);
    return {
      events: events.map(({ stream, type, subject, data }) => ({
        stream,
        type,
        subject,
        data: data.kind === "text" ? JSON.parse(data.text) : json(data.bytes),
      })),
      conditions: conditions.length,
    };
  } catch (error) {
    if (!StateChangeError.is(error)) throw error;
    return { refused: error.kind, because: error.message };
  }
}
