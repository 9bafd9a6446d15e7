import { event } from "evidentsource-functions";
import { given, matching, unchanged } from "evidentsource-functions/testing";
import { AccountSummary } from "../src/account-summary.js";
import { CloseAccount } from "../src/close-account.js";
import { Deposit } from "../src/deposit.js";
import { AccountClosed, AccountCredited, AccountDebited, AccountOpened } from "../src/events.js";
import { OpenAccountCommand } from "../src/open-account.js";
import { OpenAccount, OpenAccounts } from "../src/open-accounts.js";
import { Transfer } from "../src/transfer.js";

const ada = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const grace = "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12";
const opened = event(AccountOpened, { accountId: ada, owner: "Ada" });
const other = event(AccountOpened, { accountId: grace, owner: "Grace" });
const credited = (amount: number, time = "2026-01-01T12:00:00Z") =>
  event(AccountCredited, { accountId: ada, amount }, { time });

describe("opening an account", () => {
  test("starts it empty, or with a first deposit", async () => {
    await given().when(OpenAccountCommand, { accountId: ada, owner: "Ada" }).then(opened);
    await given()
      .when(OpenAccountCommand, { accountId: ada, owner: "Ada", initialDeposit: 5 })
      .then(opened, event(AccountCredited, { accountId: ada, amount: 5 }))
      .conditions(unchanged(AccountSummary, { account_id: ada }));
  });

  test("is possible once", () =>
    given(opened).when(OpenAccountCommand, { accountId: ada, owner: "Ada" }).rejects("conflict"));
});

describe("deposits and transfers", () => {
  test("a deposit pays in", () =>
    given(opened)
      .when(Deposit, { accountId: ada, amount: 7, reference: "„Miete“ № 7" })
      .then(event(AccountCredited, { accountId: ada, amount: 7, reference: "„Miete“ № 7" })));

  test("a transfer moves money, if neither account has changed", () =>
    given(opened, other, credited(10))
      .when(Transfer, { from: ada, to: grace, amount: 4 })
      .thenSome(
        matching(AccountCredited, { accountId: grace, amount: 4 }),
        matching(AccountDebited, { accountId: ada, amount: 4 }),
      )
      .conditions(
        unchanged(AccountSummary, { account_id: ada }),
        unchanged(AccountSummary, { account_id: grace }),
      ));

  test("a transfer to the same account is refused", () =>
    given(opened, credited(10))
      .when(Transfer, { from: ada, to: ada, amount: 4 })
      .rejects("validation", "itself"));
});

test("an account is closed when it is empty", async () => {
  await given(opened)
    .when(CloseAccount, { accountId: ada })
    .then(event(AccountClosed, { accountId: ada }));
  await given(opened, credited(1)).when(CloseAccount, { accountId: ada }).rejects("conflict", "1");
});

test("a back-dated credit changes last month's balance as known today, not as known then", async () => {
  const history = given(
    event(AccountOpened, { accountId: ada, owner: "Ada" }, { time: "2026-01-02T00:00:00Z" }),
    credited(100, "2026-01-10T00:00:00Z"),
    // Recorded last, but it takes effect in January.
    credited(50, "2026-01-20T00:00:00Z"),
  );
  const account = history.view(AccountSummary, { account_id: ada });
  const endOfJanuary = account.asOf("2026-01-31T23:59:59Z");
  await endOfJanuary.matches({ balance: 150 });
  await endOfJanuary.at(2n).matches({ balance: 100 });
  await account.asOf("2026-01-15T00:00:00Z").matches({ balance: 100 });
  await account.asOf("2026-01-01T00:00:00Z").isEmpty();
});

test("the overview sums up what is open", () =>
  given(opened, other, credited(10))
    .view(OpenAccounts)
    .equals({
      accounts: [
        Object.assign(new OpenAccount(), { accountId: ada, owner: "Ada", balance: 10 }),
        Object.assign(new OpenAccount(), { accountId: grace, owner: "Grace", balance: 0 }),
      ],
      total: 10,
    }));
