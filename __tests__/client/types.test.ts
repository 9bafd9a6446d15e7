import { randomUUID } from "node:crypto";
import { IsPositive, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  On,
  parameter,
  Selector,
  StateView,
} from "evidentsource-functions";
import type { Connection, DatabaseReader } from "evidentsource-functions/client";
import type { Connection as RestConnection } from "evidentsource-functions/client/rest";
import {
  AccountCredited,
  AccountDebited,
  AccountSummary,
  Withdraw,
} from "../../examples/savings-account/src/index.js";

/** A view that declares its parameters to the compiler. */
@StateView("declared", { selector: Selector.subject(parameter("account_id")) })
class Declared {
  declare static readonly parameters: { account_id: string };
  count = 0;

  @On(AccountCredited)
  credited(): void {
    this.count += 1;
  }
}

@Command("ping")
class Ping {
  @IsString() who!: string;
  @IsPositive() times!: number;
  note?: string;

  @Decide()
  decide(): [] {
    return [];
  }
}

const use = (value: unknown): unknown => value;

/**
 * Never called: that this compiles, each expected error among it, is what is tested; a mistake that the
 * compiler stopped to see would be an error of its own.
 */
export async function mistakes(bank: Connection, at: DatabaseReader): Promise<void> {
  const accountId = randomUUID();
  await bank.execute(Withdraw, { accountId, amount: 1 }, { headers: { "x-owner": "Ann" } });
  await bank.execute(Object.assign(new Ping(), { who: "Ann", times: 1 }), { version: 2n });
  await bank.execute(Ping, { who: "Ann", times: 1 });
  // @ts-expect-error a field that the command has not
  await bank.execute(Withdraw, { accountId, amount: 1, currency: "EUR" });
  // @ts-expect-error a field of another type
  await bank.execute(Withdraw, { accountId, amount: "1" });
  // @ts-expect-error a field is missing
  await bank.execute(Withdraw, { accountId });
  // @ts-expect-error a class without its fields
  await bank.execute(Withdraw);
  // @ts-expect-error no such option
  await bank.execute(Withdraw, { accountId, amount: 1 }, { transaction: "x" });
  // @ts-expect-error a revision is a bigint
  await bank.execute(new Withdraw(), { lastSeenRevision: 7 });

  const account = await bank.view(AccountSummary, { account_id: accountId });
  const balance: number | undefined = account?.balance;
  // @ts-expect-error no such property of the state
  use(account?.amount);
  // @ts-expect-error a parameter is a text
  await bank.view(AccountSummary, { account_id: 1 });
  await at.view(Declared, { account_id: accountId });
  // @ts-expect-error a parameter that the view has not
  await at.view(Declared, { accountId });
  // @ts-expect-error by name, a parameter needs its kind
  await bank.view("account-summary", { account_id: accountId });
  // @ts-expect-error by name, the state is not known
  use((await bank.view("account-summary")).balance);
  for await (const { state } of bank.watch(AccountSummary, { account_id: accountId })) {
    const watched: number | undefined = state?.balance;
    // @ts-expect-error a parameter that the view has not
    bank.watch(Declared, { id: String(watched) });
  }

  for await (const { payload, event: raw } of bank.events(AccountCredited)) {
    const credit: AccountCredited = payload;
    // @ts-expect-error an event of another class: this one has an `amount`, but no `owner`
    use(payload.owner);
    // @ts-expect-error a stored event has no fields of its class
    use(raw.amount);
    await bank.transact(
      event(AccountDebited, { accountId: credit.accountId, amount: balance ?? 1 }),
    );
  }
  // @ts-expect-error an event by its name is no class
  bank.events("account.credited");
  // @ts-expect-error a selector is not a text
  bank.query("accounts");
  // @ts-expect-error a field that the event has not
  await bank.transact(event(AccountDebited, { accountId, sum: 1 }));
  for await (const revision of bank.subscribe()) {
    // @ts-expect-error revisions are bigints
    const wrong: number = revision;
    await bank.atRevision(BigInt(wrong));
  }
}

/** One interface, whatever the transport. */
export const same = (connection: Connection): RestConnection => connection;

test("what the compiler must refuse is written down here, and compiled with the sources", () => {
  expect(mistakes).toBeInstanceOf(Function);
});
