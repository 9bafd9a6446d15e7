import { AccountSummary } from "../src/account-summary.js";
import { AccountCredited, AccountDebited, AccountOpened } from "../src/events.js";

const accountId = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";

function opened(): AccountSummary {
  const summary = new AccountSummary();
  summary.opened(Object.assign(new AccountOpened(), { accountId, owner: "Ada Lovelace" }));
  return summary;
}

describe("the account summary", () => {
  test("starts open and empty, in its owner's name", () => {
    expect(opened()).toEqual({
      owner: "Ada Lovelace",
      status: "open",
      balance: 0,
      transactionCount: 0,
    });
  });

  test("adds credits and takes debits off, and counts both", () => {
    const summary = opened();
    summary.credited(Object.assign(new AccountCredited(), { accountId, amount: 500 }));
    summary.debited(Object.assign(new AccountDebited(), { accountId, amount: 120 }));
    expect(summary.balance).toBe(380);
    expect(summary.transactionCount).toBe(2);
  });

  test("is closed by the account's closing, and keeps its history", () => {
    const summary = opened();
    summary.credited(Object.assign(new AccountCredited(), { accountId, amount: 500 }));
    summary.closed();
    expect(summary.status).toBe("closed");
    expect(summary.balance).toBe(500);
  });
});
