import "evidentsource-functions/testing/jest";
import { event } from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";
import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import { AccountDebited, AccountOpened } from "../../examples/savings-account/src/events.js";
import { Withdraw } from "../../examples/savings-account/src/withdraw.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";

const [accountId, otherId] = ACCOUNT_IDS;
const opened = event(AccountOpened, { accountId, owner: "Ada" });
const withdrawal = given(opened).when(Withdraw, { accountId, amount: 1 });
const summary = given(opened).view(AccountSummary, { account_id: accountId });

test("matchers hold and fail as specifications do", () => {
  expect(withdrawal).toReject("conflict", /insufficient/);
  expect(withdrawal).not.toAccept();
  expect(summary).toFoldTo({ owner: "Ada", status: "open", balance: 0, transactionCount: 0 });
  expect(given(opened).view(AccountSummary, { account_id: otherId })).toFoldTo(undefined);
  expect(() => {
    expect(withdrawal).toAccept(event(AccountDebited, { accountId, amount: 1 }));
  }).toThrow("Withdraw: it was refused, but 1 event was expected");
  expect(() => {
    expect(summary).toFoldTo({ owner: "Bob" });
  }).toThrow('first difference: owner\n  expected: "Bob"\n  actual:   "Ada"');
});

test("matchers are for specifications", () => {
  expect(() => {
    expect(5).toReject("conflict");
  }).toThrow("this matcher is for a command: expect(given(…).when(…))");
});
