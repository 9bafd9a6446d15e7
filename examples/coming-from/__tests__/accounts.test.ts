import { event } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { AccountSummary } from "../src/accounts/account-summary.js";
import { AccountCredited, AccountDebited } from "../src/accounts/events.js";
import { Withdraw } from "../src/accounts/withdraw.js";

const accountId = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const credited = event(AccountCredited, { accountId, amount: 100n });
const debited = event(AccountDebited, { accountId, amount: 30n });

test("money is taken out of an account that has it", async () => {
  await given(credited)
    .when(Withdraw, { accountId, amount: 30n })
    .then(debited)
    .conditions(unchanged(AccountSummary, { account_id: accountId }));
  await given(credited, debited)
    .when(Withdraw, { accountId, amount: 71n })
    .rejects("conflict", "insufficient funds");
  await given().when(Withdraw, { accountId, amount: 0n }).rejects("validation", "amount");
});

test("the summary knows balance and number of transactions", () =>
  given(credited, debited)
    .view(AccountSummary, { account_id: accountId })
    .equals({ balance: 70n, transactionCount: 2 }));
