import { event, Timestamp } from "evidentsource-functions";
import {
  databaseOf,
  fixedView,
  inMemoryDatabase,
  prospectiveEvent,
  stateChangeMetadata,
  storedEvent,
} from "evidentsource-functions/testing";
import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import { AccountCredited, AccountOpened } from "../../examples/savings-account/src/events.js";
import { Withdraw } from "../../examples/savings-account/src/withdraw.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";

const [accountId] = ACCOUNT_IDS;
const opened = event(AccountOpened, { accountId, owner: "Ada" });
const credited = event(AccountCredited, { accountId, amount: 100 });
const state = { owner: "Ada", status: "open", balance: 7, transactionCount: 1 } as const;

test("a prospective event is complete", () => {
  expect(prospectiveEvent(opened, { at: "2026-03-01T00:00:00Z" })).toMatchObject({
    id: "event-1",
    stream: "accounts",
    type: "account.opened",
    subject: accountId,
    time: Timestamp.parse("2026-03-01T00:00:00Z"),
    data: { kind: "text", text: `{"account_id":"${accountId}","owner":"Ada"}` },
  });
});

test("a stored event has a revision, and a time of recording", () => {
  const stored = storedEvent(credited, { revision: 4n, recordedAt: "2026-03-01T00:00:00Z" });
  expect(stored).toMatchObject({ id: "event-4", revision: 4n, type: "account.credited" });
  expect(stored.extensions.get("recordedtime")).toEqual({
    kind: "timestamp",
    value: Timestamp.parse("2026-03-01T00:00:00Z"),
  });
});

test("a decision can be called by hand, over events or over fixed states of views", () => {
  const command = Object.assign(new Withdraw(), { accountId, amount: 10 });
  const metadata = stateChangeMetadata({ headers: [["x-owner", "Ada"]] });
  const rich = databaseOf(inMemoryDatabase({ events: [opened, credited] }));
  expect(command.decide(rich, metadata)).toMatchObject({ payload: { amount: 10 } });
  const poor = databaseOf(
    inMemoryDatabase({ events: [opened], stateViews: [fixedView(AccountSummary, state)] }),
  );
  expect(poor.view(AccountSummary, { account_id: accountId })).toEqual(state);
  expect(() => command.decide(poor, metadata)).toThrow("insufficient funds");
});
