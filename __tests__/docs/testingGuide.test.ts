import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { IsInt, IsPositive, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  On,
  parameter,
  Selector,
  StateChangeError,
  StateView,
  type Database,
} from "evidentsource-functions";
import { given, SpecFailure } from "evidentsource-functions/testing";
import {
  AccountCredited,
  AccountDebited,
  AccountOpened,
} from "../../examples/savings-account/src/events.js";

/** Each class has a fault, which the output of its specification must give away. */
@StateView("balance", { selector: Selector.subject(parameter("account_id")) })
class Balance {
  balance = 0;

  @On(AccountCredited) credited({ amount }: AccountCredited): void {
    this.balance += amount;
  }
  // The sign is wrong.
  @On(AccountDebited) debited({ amount }: AccountDebited): void {
    this.balance += amount;
  }
}

@Command("pay")
class Pay {
  @IsString() from!: string;
  @IsString() to!: string;
  @IsInt() @IsPositive() amount!: number;

  @Decide() decide(db: Database) {
    const { from, to, amount } = this;
    // The wrong account is looked at.
    const balance = db.view(Balance, { account_id: to })?.balance ?? 0;
    if (balance < amount) throw StateChangeError.conflict("insufficient funds");
    return [event(AccountDebited, { accountId: from, amount })];
  }
}

@Command("fine")
class Fine {
  @IsString() accountId!: string;

  @Decide() decide() {
    // The clock is read.
    const amount = Date.now() > 0 ? 5 : 6;
    return event(AccountDebited, { accountId: this.accountId, amount });
  }
}

const accountId = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const other = "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12";
const history = given(
  event(AccountOpened, { accountId, owner: "Ada" }),
  event(AccountCredited, { accountId, amount: 100 }),
);
const debited = event(AccountDebited, { accountId, amount: 30 });

const guide = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), "../../docs/testing.md"),
  "utf8",
);

test.each([
  [
    "a wrong sign",
    () =>
      given(event(AccountCredited, { accountId, amount: 100 }), debited)
        .view(Balance, { account_id: accountId })
        .equals({ balance: 70 }),
  ],
  [
    "a wrong account",
    () => history.when(Pay, { from: accountId, to: other, amount: 30 }).then(debited),
  ],
  ["the clock", () => history.when(Fine, { accountId }).then(debited)],
])("the guide shows what is said of %s", (_fault, specification) => {
  expect(guide).toContain(`\n${messageOf(specification)}\n`);
});

function messageOf(specification: () => unknown): string {
  try {
    specification();
  } catch (error) {
    // The place of the call is this file's, on this machine.
    if (error instanceof SpecFailure) return error.message.split("\n  it is called by")[0] ?? "";
  }
  throw new Error("the specification must fail");
}
