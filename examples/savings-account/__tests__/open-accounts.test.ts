import { AccountClosed, AccountCredited, AccountDebited, AccountOpened } from "../src/events.js";
import { OpenAccounts } from "../src/open-accounts.js";

const ada = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const grace = "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12";

function twoAccounts(): OpenAccounts {
  const overview = new OpenAccounts();
  overview.opened(Object.assign(new AccountOpened(), { accountId: ada, owner: "Ada" }));
  overview.opened(Object.assign(new AccountOpened(), { accountId: grace, owner: "Grace" }));
  return overview;
}

describe("the overview of open accounts", () => {
  test("lists accounts in the order in which they were opened", () => {
    expect(twoAccounts().accounts.map(({ owner }) => owner)).toEqual(["Ada", "Grace"]);
  });

  test("keeps each balance and their sum", () => {
    const overview = twoAccounts();
    overview.credited(Object.assign(new AccountCredited(), { accountId: ada, amount: 700 }));
    overview.credited(Object.assign(new AccountCredited(), { accountId: grace, amount: 50 }));
    overview.debited(Object.assign(new AccountDebited(), { accountId: ada, amount: 200 }));
    expect(overview.accounts.map(({ balance }) => balance)).toEqual([500, 50]);
    expect(overview.total).toBe(550);
  });

  test("leaves closed accounts out", () => {
    const overview = twoAccounts();
    overview.closed(Object.assign(new AccountClosed(), { accountId: ada }));
    expect(overview.accounts.map(({ accountId }) => accountId)).toEqual([grace]);
  });
});
