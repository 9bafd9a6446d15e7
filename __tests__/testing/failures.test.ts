import { event, Selector, AppendCondition } from "evidentsource-functions";
import { given, matching } from "evidentsource-functions/testing";
import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import {
  AccountCredited,
  AccountDebited,
  AccountOpened,
} from "../../examples/savings-account/src/events.js";
import { Transfer } from "../../examples/savings-account/src/transfer.js";
import { Withdraw } from "../../examples/savings-account/src/withdraw.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";
import { specFailure } from "../support/specFailure.js";

const [accountId, otherId] = ACCOUNT_IDS;
const opened = event(AccountOpened, { accountId, owner: "Ada" });
const credited = event(AccountCredited, { accountId, amount: 100 });
const account = given(opened, credited);
const withdraw = (amount: number) => account.when(Withdraw, { accountId, amount });

const report = (spec: () => unknown): string => specFailure(spec).message;

describe("a failure", () => {
  it("tells the first difference first, then both sides, then what the decision went by", () => {
    const text = report(() => withdraw(30).then(event(AccountDebited, { accountId, amount: 20 })));
    expect(text)
      .toBe(`Withdraw: its events are not the expected ones; first difference: event 1 data.amount
  expected: 20
  actual:   30

                            expected                                actual
   event 1 type             "account.debited"                       "account.debited"
   event 1 subject          "${accountId}"  "${accountId}"
   event 1 data.account_id  "${accountId}"  "${accountId}"
≠  event 1 data.amount      20                                      30
   event 1 stream           "accounts"                              "accounts"
   event 1 time             2026-01-01T00:00:02Z                    2026-01-01T00:00:02Z

it was accepted with
  account.debited {"account_id":"${accountId}","amount":30}
on condition of
  unchanged since revision 2: subject = "${accountId}" and (type = "account.opened" or type = "account.credited" or type = "account.debited" or type = "account.closed")
the decision read
  view account-summary account_id=${accountId} → {"owner":"Ada","status":"open","balance":100,"transaction_count":1}`);
  });

  it("of an unexpected refusal shows it, and what the decision went by", () => {
    const text = report(() =>
      withdraw(101).then(event(AccountDebited, { accountId, amount: 101 })),
    );
    expect(text).toBe(`Withdraw: it was refused, but 1 event was expected

it was refused: conflict: insufficient funds
the decision read
  view account-summary account_id=${accountId} → {"owner":"Ada","status":"open","balance":100,"transaction_count":1}`);
  });

  it("shows every broken rule of the command on a line of its own", () => {
    const text = report(() => account.when(Withdraw, { accountId: "no", amount: -1 }).then());
    expect(text).toContain("it was refused: validation\n  command withdraw: account_id: ");
    expect(text).toContain("\n  amount: amount must be a positive number\n");
  });

  it.each<[what: string, spec: () => unknown, says: string]>([
    ["a missing event", () => withdraw(1).thenNothing(), "no event was expected, but it led to 1"],
    [
      "too few events",
      () => withdraw(1).then(opened, opened),
      "2 events were expected, but it led to 1",
    ],
    [
      "acceptance where a refusal was expected",
      () => withdraw(1).rejects("conflict", /insufficient/),
      "it was accepted, but a refusal was expected: conflict, matching /insufficient/",
    ],
    [
      "another kind of refusal",
      () => withdraw(101).rejects("not-found"),
      "another reason than expected\n  expected: not-found\n  actual:   conflict: insufficient funds",
    ],
    [
      "another message",
      () => withdraw(101).rejects("conflict", "closed"),
      'something else than expected\n  expected: conflict, saying "closed"\n  actual:   conflict: insufficient funds',
    ],
    [
      "an event that is not among the others",
      () => withdraw(1).thenSome(matching(AccountDebited, { amount: 2 })),
      "an expected event is not among its 1; of the closest, first difference: data.amount",
    ],
    [
      "an expected event that could never be emitted",
      () => withdraw(1).then(event(AccountDebited, { accountId, amount: -1 })),
      "the event account.debited breaks the rules of AccountDebited",
    ],
    [
      "other conditions",
      () => withdraw(1).conditions(AppendCondition.mustExist(Selector.subject(accountId))),
      `expected: last changed in revision 1 or later: subject = "${accountId}"\n  actual:   unchanged since revision 2: subject`,
    ],
    [
      "another state",
      () => account.view(AccountSummary, { account_id: accountId }).matches({ balance: 99 }),
      `AccountSummary account_id=${accountId}: its state is not the expected one; first difference: balance\n  expected: 99\n  actual:   100`,
    ],
    [
      "no state",
      () => account.view(AccountSummary, { account_id: otherId }).matches({ balance: 0 }),
      "there is no state; first difference: balance\n  expected: 0\n  actual:   nothing",
    ],
    [
      "a state where none was expected",
      () => account.view(AccountSummary, { account_id: accountId }).isEmpty(),
      "no state was expected, but there is one",
    ],
    [
      "a view whose parameters are wrong",
      () => account.view(AccountSummary, { id: accountId }).isEmpty(),
      "it cannot be read: state view account-summary: the parameters do not fit the selector",
    ],
    [
      "a class that is no command",
      () => account.when(AccountOpened, opened.payload).then(),
      "AccountOpened is no command",
    ],
  ])("tells of %s", (_what, spec, says) => {
    expect(report(spec)).toContain(says);
  });

  it("stands where the specification stands", () => {
    const { stack = "" } = specFailure(() => withdraw(1).thenNothing());
    const [first = ""] = stack.split("\n").filter((line) => /^\s+at /.test(line));
    expect(first).toContain("failures.test.ts");
  });

  it("comes for a specification that says nothing, however it is awaited", async () => {
    const unsaid = Promise.resolve(withdraw(1) as unknown as PromiseLike<void>);
    await expect(unsaid).rejects.toThrow("nothing is expected of Withdraw;");
  });
});

describe("a specification holds", () => {
  it.each<[what: string, spec: () => Promise<void>]>([
    [
      "of events in their order",
      () => withdraw(1).then(event(AccountDebited, { accountId, amount: 1 })),
    ],
    ["of parts of events", () => withdraw(1).then(matching(AccountDebited, { amount: 1 }))],
    [
      "of some of the events, in any order",
      () =>
        given(opened, credited, event(AccountOpened, { accountId: otherId, owner: "Bob" }))
          .when(Transfer, { from: accountId, to: otherId, amount: 5 })
          .thenSome(matching(AccountCredited, { accountId: otherId }), matching(AccountDebited)),
    ],
    [
      "of no events and no conditions",
      () =>
        withdraw(1)
          .then(matching(AccountDebited))
          .conditions(AppendCondition.unchangedSince(SUMMARY, 2n)),
    ],
    [
      "of a command that comes later",
      () =>
        account
          .when(Withdraw, { accountId, amount: 1 }, { at: "2026-02-01T00:00:00Z" })
          .then(event(AccountDebited, { accountId, amount: 1 }, { time: "2026-02-01T00:00:00Z" })),
    ],
    [
      "of a view at a revision",
      () => account.view(AccountSummary, { account_id: accountId }).at(1n).matches({ balance: 0 }),
    ],
    [
      "of a view as of a time",
      () =>
        account
          .view(AccountSummary, { account_id: accountId })
          .asOf("2026-01-01T00:00:00Z")
          .matches({ balance: 0 }),
    ],
    [
      "of a view without state",
      () => given().view(AccountSummary, { account_id: accountId }).isEmpty(),
    ],
  ])("%s", (_what, spec) => spec());
});

const SUMMARY = Selector.subject(accountId).and(
  Selector.anyOf(
    ...(["account.opened", "account.credited", "account.debited", "account.closed"].map(
      Selector.eventType,
    ) as [ReturnType<typeof Selector.eventType>]),
  ),
);
