import { randomUUID } from "node:crypto";
import { AppendCondition, event, Selector, StateChangeError } from "evidentsource-functions";
import { ClientError, type Client } from "evidentsource-functions/client";
import {
  AccountCredited,
  AccountSummary,
  OpenAccountCommand,
  Withdraw,
} from "../savings-account/src/index.js";

/**
 * All that a client can do, one thing after the other. The savings account is published in the database.
 * What it tells is the same over whichever transport, and whatever keeps the events.
 */
export async function tour(
  client: Client,
  database: string,
  say: (line: string) => void,
): Promise<void> {
  const scratch = `scratch-${randomUUID()}`;
  await client.create(scratch);
  say(`made a database: ${String((await client.list().all()).includes(scratch))}`);
  await client.delete(scratch);

  const bank = await client.connect(database);
  const accountId = randomUUID();
  const account = { account_id: accountId };
  const before = await bank.latest();

  // What goes on without end is read beside the rest, and ended by a signal.
  const ending = new AbortController();
  const { signal } = ending;
  const told: bigint[] = [];
  const telling = untilAborted(signal, async () => {
    for await (const revision of bank.subscribe({ after: before.revision, signal }))
      told.push(revision - before.revision);
  });
  const balances: (number | undefined)[] = [];
  const watching = untilAborted(signal, async () => {
    for await (const { state } of bank.watch(AccountSummary, account, { signal }))
      balances.push(state?.balance);
  });

  const opened = await bank.execute(OpenAccountCommand, {
    accountId,
    owner: "Ann",
    initialDeposit: 100,
  });
  say(`opened with ${String((await opened.database.view(AccountSummary, account))?.balance)}`);
  const withdrawal = Object.assign(new Withdraw(), { accountId, amount: 30 });
  const transactionId = randomUUID();
  const first = await bank.execute(withdrawal, { transactionId, headers: { "x-owner": "Ann" } });
  const again = await bank.execute(withdrawal, { transactionId });
  say(`sent twice, done once: ${String(first.revision === again.revision)}`);
  await bank.execute("withdraw", { account_id: accountId, amount: 20 });
  say(`left: ${String((await bank.view(AccountSummary, account))?.balance)}`);
  say(`before: ${String((await before.view(AccountSummary, account))?.balance)}`);

  await bank.transact(
    event(AccountCredited, { accountId, amount: 5 }, { time: "2020-01-01T00:00:00Z" }),
    [AppendCondition.mustExist(Selector.subject(accountId))],
    { commitMessage: "found in a drawer" },
  );
  const credits = await bank.events(AccountCredited, Selector.subject(accountId)).all();
  say(`credits: ${credits.map(({ payload }) => String(payload.amount)).join(", ")}`);
  const early = await bank.atEffectiveTimestamp("2021-01-01T00:00:00Z");
  const known = await early.query(Selector.subject(accountId)).all();
  say(`in effect by 2021: ${known.map(({ type }) => type).join(", ")}`);

  say(await failureOf(bank.execute(Withdraw, { accountId, amount: -1 })));
  say(await failureOf(bank.execute(Withdraw, { accountId, amount: 1_000 })));
  say(await failureOf(bank.execute("fly", {})));
  const never = AppendCondition.mustNotExist(Selector.subject(accountId));
  say(await failureOf(bank.transact(event(AccountCredited, { accountId, amount: 1 }), [never])));
  say(await failureOf(client.connect("nowhere")));

  while (told.length < 4 || balances.at(-1) !== 55)
    await new Promise((resolve) => setTimeout(resolve, 10));
  ending.abort();
  await telling;
  await watching;
  say(`told of revisions: +${told.join(", +")}`);
  say(`last balance watched: ${String(balances.at(-1))}`);
  const log = await bank.log(before.revision + 1n).all();
  say(`log: ${log.map(({ events }) => String(events.length)).join(", ")} events`);
}

async function untilAborted(signal: AbortSignal, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Each kind of failure can be told from the others. */
async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "no failure";
  } catch (error) {
    if (StateChangeError.is(error)) return `refused (${error.kind}): ${error.message}`;
    if (ClientError.is(error)) return `failed (${error.code})`;
    throw error;
  }
}
