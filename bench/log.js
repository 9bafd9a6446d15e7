// What a command, a query and a read of a view cost on a log of 1,000 events and on one of 1,000,000.
// With `--check`, it fails where the longer one costs more than 1.5 times as much.
import { randomUUID } from "node:crypto";
import { TextEncoder } from "node:util";
import { event, Selector, Timestamp } from "evidentsource-functions";
import { executeCommand, foldOf, InMemoryDatabase, localRunner } from "../dist/database/index.js";
import { stateChange, validDefinitions } from "../dist/runtime/index.js";
import { completeEvent } from "../dist/runtime/completeEvent.js";
import { localStateView } from "../dist/testing/inProcess.js";
import { machine, machineLine } from "./machine.js";
import { alternate, median } from "./measure.js";
import { loadSavingsAccount } from "./savingsAccount.js";

const SIZES = [1_000, 1_000_000];
const MOST = 1.5;
const ROUNDS = 15;
const EVENTS_AN_ACCOUNT = 10;
/** As many in both logs, so that both remember as much. They are spread over the whole of it. */
const ACCOUNTS = 100;
const NOW = Timestamp.parse("2026-01-01T00:00:00Z");

const { AccountCredited, AccountOpened } = await loadSavingsAccount();
const definitions = validDefinitions();
const deposit = stateChange(
  definitions.stateChanges.find(({ name }) => name === "deposit"),
  definitions,
);
const views = definitions.stateViews.map((view) => localStateView(view));
const runner = localRunner("classes", {
  fold: foldOf(views),
  decide: (_change, ...call) => deposit.decide(...call),
});
const change = { name: "deposit", version: 1n, componentHash: "classes" };

/** A log of so many events, each account's beside each other, with the accounts that commands go to. */
function logOf(size) {
  const database = new InMemoryDatabase({ name: "bank", createdAt: NOW, stateViews: views });
  const accounts = [];
  const count = size / EVENTS_AN_ACCOUNT;
  for (let number = 0; number < count; number++) {
    const accountId = randomUUID();
    if (number % (count / ACCOUNTS) === 0) accounts.push(accountId);
    const credits = Array.from({ length: EVENTS_AN_ACCOUNT - 1 }, () =>
      event(AccountCredited, { accountId, amount: 5 }),
    );
    const events = [event(AccountOpened, { accountId, owner: "Ada" }), ...credits];
    const complete = events.map((each) => completeEvent(each, definitions, NOW));
    database.transact(complete, [], NOW);
  }
  return { size, database, accounts };
}

const started = performance.now();
const logs = SIZES.map(logOf);
console.log(
  `${SIZES.map((size) => size.toLocaleString("en")).join(" and ")} events appended in ${((performance.now() - started) / 1_000).toFixed(1)} s, ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`,
);

const CREDITS = Selector.stream("accounts").and(Selector.eventType("account.credited"));
const query = (given) => (log) => log.database.latest().queryEvents({ limit: 1, ...given });
const IN_TIME = { range: { by: "effective-time" } };

const QUESTIONS = {
  "a command that reads a view and derives a condition": (log, call) => {
    const body = { account_id: log.accounts[call % ACCOUNTS], amount: 5 };
    const outcome = executeCommand(log.database, runner, () => change, {
      message: {
        body: new TextEncoder().encode(JSON.stringify(body)),
        contentType: "application/json",
      },
      receivedAt: NOW,
    });
    if (!outcome.accepted) throw outcome.error;
  },
  "a query with limit 1": query({ selector: CREDITS }),
  "the same in reverse": query({ selector: CREDITS, direction: "reverse" }),
  "the same in effective-time order": query({ selector: CREDITS, ...IN_TIME }),
  "a query with limit 1 of a subject without events": (log) =>
    query({ selector: Selector.subject(randomUUID()) })(log),
  "a query with limit 1 by the beginning of a type": query({
    selector: Selector.eventTypeStartsWith("account.c"),
  }),
  "a read of a view whose subject has no events": (log) =>
    log.database
      .latest()
      .viewState("account-summary", 1n, [["account_id", { kind: "subject", value: randomUUID() }]]),
};

console.log(machineLine(machine()));
let isMet = true;
for (const [question, ask] of Object.entries(QUESTIONS)) {
  let calls = 0;
  const subjects = logs.map((log) => ({
    name: String(log.size),
    sample: (count) => {
      // A sample is many calls, because one is too short to be timed.
      const times = [];
      for (let index = 0; index < Math.max(3, count); index++) {
        const start = performance.now();
        for (let each = 0; each < 50; each++) ask(log, (calls += 1));
        times.push((performance.now() - start) / 50);
      }
      return median(times);
    },
  }));
  const samples = await alternate(subjects, ROUNDS);
  const [few, many] = SIZES.map((size) => samples[String(size)]);
  const ratio = median(many.map((milliseconds, round) => milliseconds / few[round]));
  const shown = [few, many].map((all) => `${(median(all) * 1_000).toFixed(1)} µs`);
  isMet &&= ratio <= MOST;
  console.log(`| ${question} | ${shown.join(" | ")} | ${ratio.toFixed(2)} |`);
}
if (process.argv.includes("--check") && !isMet) process.exitCode = 1;
