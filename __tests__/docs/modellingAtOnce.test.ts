import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { collectPayments, type Provider } from "../../examples/modelling/worker/collectPayments.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";

/** What the guides on modelling promise of commands that come at the same moment, against a server. */
const PROJECT = "examples/modelling";
const MANY = Array.from({ length: 12 }, (_, index) => index);

let server: ServerProcess;
let api: string;

beforeAll(async () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["dist/cli/main.js", "build", PROJECT],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`${PROJECT} could not be built:\n${stdout}${stderr}`);
  const published = ["--publish", `${PROJECT}/dist`, "--database", "shop"];
  server = await runningServer(["--in-memory", ...published]);
  api = `${server.url}/api/v1/db/shop`;
}, 300_000);

afterAll(() => server.stop());

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function send(command: string, body: object): Promise<Answer> {
  const answer = await fetch(`${api}/state-changes/${command}/versions/1`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.text() };
}

/** Sent again as long as others are faster, which is what a sender does. */
async function sendUntilDecided(command: string, body: object): Promise<Answer> {
  for (;;) {
    const answer = await send(command, body);
    if (!answer.body.includes("write-conflict")) return answer;
  }
}

const view = async (path: string): Promise<unknown> =>
  (await fetch(`${api}/state-views/${path}`)).json();

const accepted = (answers: readonly Answer[]): number =>
  answers.filter(({ status }) => status < 300).length;

test("of many who claim one address, one gets it, and the others are refused", async () => {
  const answers = await Promise.all(
    MANY.map((index) =>
      sendUntilDecided("register-member", {
        member: randomUUID(),
        name: `member ${String(index)}`,
        email: index % 2 === 0 ? "ada@example.org" : "Ada@Example.org",
      }),
    ),
  );
  expect(accepted(answers)).toBe(1);
  for (const { status, body } of answers.filter(({ status }) => status >= 300))
    expect([status, body]).toEqual([409, expect.stringContaining("ada@example.org is taken")]);
}, 60_000);

test("invoices that are issued at once have all numbers from 1, each once", async () => {
  const invoices = MANY.map(() => randomUUID());
  await Promise.all(
    invoices.map((invoice) => sendUntilDecided("draft-invoice", { invoice, customer: "c1" })),
  );
  const twice = [...invoices, ...invoices];
  const answers = await Promise.all(
    twice.map((invoice) => sendUntilDecided("issue-invoice", { invoice })),
  );
  expect(accepted(answers)).toBe(MANY.length);
  const numbers = await Promise.all(
    invoices.map(async (invoice) => {
      const { number } = (await view(`invoice/versions/1?subject.invoice=${invoice}`)) as {
        number: string;
      };
      return Number(number.split("-").at(-1));
    }),
  );
  expect(numbers.sort((a, b) => a - b)).toEqual(MANY.map((index) => index + 1));
}, 60_000);

test("orders that are placed at once stay within the credit together", async () => {
  await send("grant-credit", { customer: "c1", limit: "100" });
  const answers = await Promise.all(
    MANY.map((index) =>
      sendUntilDecided("place-order", {
        customer: "c1",
        order: `o${String(index)}`,
        amount: "30",
      }),
    ),
  );
  expect(accepted(answers)).toBe(3);
  const open = (await view("open-orders/versions/1?subject.orders_of=c1%2F")) as {
    amounts: Record<string, string>;
  };
  expect(Object.values(open.amounts)).toEqual(["30", "30", "30"]);
}, 60_000);

describe("collecting payments", () => {
  const request = (purchase: string) => send("request-purchase", { purchase, amount: "5" });
  const purchase = (name: string) => view(`purchase/versions/1?subject.purchase=${name}`);

  test("charges once, also when it is ended before the payment is recorded, and by two at once", async () => {
    const charged = new Map<string, bigint>();
    let ends = true;
    const provider: Provider = {
      charge: (amount, key) => {
        charged.set(key, amount);
        if (ends) throw new Error("the worker is ended");
        return Promise.resolve(`payment of ${key}`);
      },
      refund: () => Promise.reject(new Error("nothing is to be paid back")),
    };
    await Promise.all(["p1", "p2"].map(request));
    await expect(collectPayments(api, provider)).rejects.toThrow("ended");
    ends = false;
    await Promise.all([collectPayments(api, provider), collectPayments(api, provider)]);
    expect(charged).toEqual(
      new Map([
        ["p1", 5n],
        ["p2", 5n],
      ]),
    );
    for (const name of ["p1", "p2"])
      expect(await purchase(name)).toMatchObject({
        step: "to ship",
        payment: `payment of ${name}`,
      });
    expect(await view("purchases-to-pay/versions/1")).toEqual({ purchases: [] });
  }, 60_000);

  test("gives the money back where another payment was recorded in the meantime", async () => {
    const refunded: string[] = [];
    await request("p3");
    await collectPayments(api, {
      charge: async () => {
        await send("record-payment", { purchase: "p3", payment: "by transfer" });
        return "by card";
      },
      refund: (payment) => Promise.resolve(void refunded.push(payment)),
    });
    expect(refunded).toEqual(["by card"]);
    expect(await purchase("p3")).toMatchObject({ payment: "by transfer" });
  }, 60_000);
});
