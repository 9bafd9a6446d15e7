import { event } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { AccountSummary } from "../src/account-summary.js";
import { AccountClosed, AccountCredited, AccountDebited, AccountOpened } from "../src/events.js";
import { Withdraw } from "../src/withdraw.js";

const accountId = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const owner = "Ada Lovelace";
const opened = event(AccountOpened, { accountId, owner });
const credited = event(AccountCredited, { accountId, amount: 100 });

describe("withdrawing", () => {
  test("takes money out of the account", () =>
    given(opened, credited)
      .when(Withdraw, { accountId, amount: 30 })
      .then(event(AccountDebited, { accountId, amount: 30 })));

  test("may empty the account, but no more than that", async () => {
    await given(opened, credited)
      .when(Withdraw, { accountId, amount: 100 })
      .then(event(AccountDebited, { accountId, amount: 100 }));
    await given(opened, credited)
      .when(Withdraw, { accountId, amount: 101 })
      .rejects("conflict", "insufficient funds");
  });

  test("is appended only if the account has not changed in the meantime", () =>
    given(opened, credited)
      .when(Withdraw, { accountId, amount: 30 })
      .conditions(unchanged(AccountSummary, { account_id: accountId })));

  test("is for the owner alone, if the sender says who it is", async () => {
    const withdrawal = { accountId, amount: 30 };
    await given(opened, credited)
      .when(Withdraw, withdrawal, { headers: { "X-Owner": "Grace Hopper" } })
      .rejects("unauthorized", /Grace Hopper is not the owner/);
    await given(opened, credited)
      .when(Withdraw, withdrawal, { headers: { "X-Owner": owner } })
      .then(event(AccountDebited, withdrawal));
  });

  test("needs an open account", async () => {
    await given().when(Withdraw, { accountId, amount: 1 }).rejects("not-found");
    await given(opened, event(AccountClosed, { accountId }))
      .when(Withdraw, { accountId, amount: 1 })
      .rejects("conflict", "closed");
  });

  test("must be of a positive number of cents", async () => {
    for (const amount of [0, -1, 0.5]) {
      await given(opened).when(Withdraw, { accountId, amount }).rejects("validation", "amount");
    }
  });
});
