// How long specifications of the savings account take: 1,000 in process, then some of them against its
// components and on a server, by themselves. Then what the examples' own tests take at these two levels,
// as a project's tests are run: on a server less than twice as long, which is checked.
// `npm run bench:specs`, or with the number of those that are not in process, default 300.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loadSavingsAccount } from "./savingsAccount.js";

const COUNT = 1_000;
const remoteCount = Number(process.argv[2] ?? 300);
const root = fileURLToPath(new URL("..", import.meta.url));
const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

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

/** Twice over; gives the milliseconds of all. */
async function timed(level, count) {
  const began = performance.now();
  for (const round of ["cold", "warm"]) {
    const start = performance.now();
    const before = process.cpuUsage();
    for (let number = 0; number < count; number++) await specify(number);
    const milliseconds = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    const cpu = ((user + system) / 1_000).toFixed(0);
    console.log(
      `${level}, ${round}: ${count} specifications in ${milliseconds.toFixed(0)} ms (CPU of this process ${cpu} ms)`,
    );
  }
  return performance.now() - began;
}

if (process.env["EVIDENTSOURCE_LEVEL"] !== undefined) {
  const level = process.env["EVIDENTSOURCE_LEVEL"] === "components" ? "components" : "a server";
  console.log(`ms=${await timed(level, remoteCount)}`);
} else {
  await timed("in process", COUNT);
  const run = promisify(execFile);
  const esf = (...args) => run(process.execPath, [main, ...args], { cwd: root });
  await esf("build", "examples/savings-account");
  const millisecondsAt = async (level) => {
    const dist = ["--dist", "examples/savings-account/dist"];
    const own = [process.execPath, fileURLToPath(import.meta.url), String(remoteCount)];
    const { stdout } = await esf("test", level, ...dist, "--", ...own);
    const [text, milliseconds] = stdout.split("ms=");
    process.stdout.write(text);
    return Number(milliseconds);
  };
  const alone = [await millisecondsAt("--components"), await millisecondsAt("--server")];
  console.log(`by themselves, a server : components = ${(alone[1] / alone[0]).toFixed(2)}`);
  const totals = { "--components": 0, "--server": 0 };
  for (const example of ["course-enrolment", "coming-from", "savings-account", "modelling"]) {
    await esf("build", `examples/${example}`);
    for (const level of Object.keys(totals)) {
      const start = performance.now();
      const jest = ["--experimental-vm-modules", "node_modules/jest/bin/jest.js"];
      const tests = [
        ...jest,
        "--maxWorkers=1",
        "--testTimeout=60000",
        `examples/${example}/__tests__`,
      ];
      await esf(
        "test",
        level,
        "--dist",
        `examples/${example}/dist`,
        "--",
        process.execPath,
        ...tests,
      );
      const milliseconds = performance.now() - start;
      totals[level] += milliseconds;
      console.log(`${example} ${level}: ${(milliseconds / 1_000).toFixed(1)} s`);
    }
  }
  const ratio = totals["--server"] / totals["--components"];
  console.log(`the examples' tests, a server : components = ${ratio.toFixed(2)}`);
  if (!(ratio < 2)) {
    console.error("specifications on a server must take less than twice as long");
    process.exitCode = 1;
  }
}
