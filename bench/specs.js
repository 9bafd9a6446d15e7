// How long 1,000 specifications of the savings account take in process.
import { loadSavingsAccount } from "./savingsAccount.js";

const COUNT = 1_000;

const { event } = await import("evidentsource-functions");
const { given } = await import("evidentsource-functions/testing");
const { AccountCredited, AccountDebited, AccountOpened, AccountSummary, Withdraw } =
  await loadSavingsAccount();

const accountId = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const account = given(
  event(AccountOpened, { accountId, owner: "Ada" }),
  event(AccountCredited, { accountId, amount: 100 }),
);

/** Three in turn: an accepted command, a refused one, a view. */
async function specify(number) {
  const amount = 1 + (number % 100);
  if (number % 3 === 0) {
    const debited = event(AccountDebited, { accountId, amount });
    await account.when(Withdraw, { accountId, amount }).then(debited);
  } else if (number % 3 === 1) {
    await account.when(Withdraw, { accountId, amount: 100 + amount }).rejects("conflict");
  } else {
    await account.view(AccountSummary, { account_id: accountId }).matches({ balance: 100 });
  }
}

for (const round of ["cold", "warm"]) {
  const start = performance.now();
  const before = process.cpuUsage();
  for (let number = 0; number < COUNT; number++) await specify(number);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const cpu = ((user + system) / 1_000).toFixed(0);
  console.log(`${round}: ${COUNT} specifications in ${milliseconds.toFixed(0)} ms (CPU ${cpu} ms)`);
}
