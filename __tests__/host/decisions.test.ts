import {
  CommandHeaders,
  conditionHolds,
  type StateChangeErrorKind,
} from "../../src/domain/index.js";
import { InMemoryDatabase } from "../../src/database/index.js";
import { jsonCommand, type BuiltProject, type ComponentDecision } from "../../src/host/index.js";
import { commandMessage, commandMetadata, RECEIVED_AT } from "../support/commandMessage.js";
import { refusalOf } from "../support/refusalOf.js";
import {
  ACCOUNT,
  builtSavingsAccount,
  OTHER_ACCOUNT,
  plainSavingsAccount,
} from "../support/savingsAccount.js";

let built: BuiltProject;
let plain: BuiltProject;
beforeAll(async () => {
  [built, plain] = await Promise.all([builtSavingsAccount(), plainSavingsAccount()]);
}, 60_000);

const jsonData = (json: object) => ({ kind: "text", text: JSON.stringify(json) }) as const;
const accountEvent = (id: string, type: string, account: string, fields: object) => ({
  id,
  type,
  stream: "accounts",
  subject: account,
  data: jsonData({ account_id: account, ...fields }),
});

/** A database with an account that holds 50 and belongs to Ada, and one that is closed. */
function bank({ stateViews }: BuiltProject): InMemoryDatabase {
  const database = new InMemoryDatabase({ name: "bank", stateViews });
  database.transact(
    [
      accountEvent("1", "account.opened", ACCOUNT, { owner: "Ada" }),
      accountEvent("2", "account.credited", ACCOUNT, { amount: 50 }),
      accountEvent("3", "account.opened", OTHER_ACCOUNT, { owner: "Alan" }),
      accountEvent("4", "account.closed", OTHER_ACCOUNT, {}),
    ],
    [],
    RECEIVED_AT,
  );
  return database;
}

function decide(
  project: BuiltProject,
  name: string,
  body: unknown,
  headers: readonly (readonly [string, string])[] = [],
): ComponentDecision {
  const change = project.stateChanges.get(name);
  if (change === undefined) throw new Error(`there is no command ${name}`);
  const metadata = { ...commandMetadata(name), headers: new CommandHeaders(headers) };
  return change.decide(bank(project).latest(), jsonCommand(body), metadata);
}

describe("a component decides", () => {
  it("for an event with everything that the decision left open", () => {
    const { events, conditions } = decide(built, "deposit", { account_id: ACCOUNT, amount: 7 });
    expect(events).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/) as string,
        stream: "accounts",
        type: "account.credited",
        subject: ACCOUNT,
        time: RECEIVED_AT,
        dataContentType: "application/json",
        dataSchema: undefined,
        data: jsonData({ account_id: ACCOUNT, amount: 7 }),
        extensions: new Map(),
      },
    ]);
    expect(conditions).toMatchObject([{ kind: "max", revision: 4n }]);
  });

  it("for several events, with conditions", () => {
    const id = "c0ffee00-0000-4000-8000-000000000033";
    const body = { account_id: id, owner: "Grace \0 😀", initial_deposit: 5 };
    const { events, conditions } = decide(built, "open-account", body);
    expect(events.map(({ type }) => type)).toEqual(["account.opened", "account.credited"]);
    const [condition] = conditions;
    const opened = { stream: "accounts", type: "account.opened", subject: id };
    expect(condition?.selector.matches(opened)).toBe(true);
    expect(condition?.selector.matches({ ...opened, subject: ACCOUNT })).toBe(false);
    expect(condition && [4n, 5n].map((last) => conditionHolds(condition, last))).toEqual([
      true,
      false,
    ]);
  });

  it("by what its database says of its revision", () => {
    const { conditions } = decide(built, "withdraw", { account_id: ACCOUNT, amount: 50 });
    expect(conditions).toMatchObject([{ kind: "max", revision: 4n }]);
  });

  const amount = 1;
  const account_id = ACCOUNT;
  it.each<[StateChangeErrorKind, string, string, object, readonly (readonly [string, string])[]]>([
    ["validation", "amount", "deposit", { account_id, amount: -1 }, []],
    [
      "validation",
      "an account cannot transfer to itself",
      "transfer",
      { from_account_id: ACCOUNT, to_account_id: ACCOUNT, amount },
      [],
    ],
    [
      "not-found",
      "account c0ffee00-0000-4000-8000-000000000033",
      "deposit",
      { account_id: "c0ffee00-0000-4000-8000-000000000033", amount },
      [],
    ],
    ["conflict", "insufficient funds", "withdraw", { account_id, amount: 51 }, []],
    [
      "conflict",
      `account ${OTHER_ACCOUNT} is closed`,
      "deposit",
      { account_id: OTHER_ACCOUNT, amount },
      [],
    ],
    ["conflict", `account ${ACCOUNT} still holds 50`, "close-account", { account_id }, []],
    [
      "unauthorized",
      `Grace is not the owner of account ${ACCOUNT}`,
      "withdraw",
      { account_id, amount },
      [["X-OWNER", "Grace"]],
    ],
    [
      "internal",
      "RangeError: the balance of account",
      "deposit",
      { account_id, amount: Number.MAX_SAFE_INTEGER },
      [],
    ],
  ])("against a command with %s: %s", (kind, message, name, body, headers) => {
    const refusal = refusalOf(() => decide(built, name, body, headers));
    expect(refusal.kind).toBe(kind);
    expect(refusal.message).toContain(message);
    const inPlainNode = refusalOf(() => decide(plain, name, body, headers));
    const withoutPlace = (text: string) => text.replace(/ \(at .*\)$/, "");
    expect(withoutPlace(refusal.message)).toBe(withoutPlace(inPlainNode.message));
    expect(inPlainNode.kind).toBe(kind);
  });

  it("against an exception with the place in the author's sources where it was thrown", () => {
    const refusal = refusalOf(() =>
      decide(built, "deposit", { account_id, amount: Number.MAX_SAFE_INTEGER }),
    );
    expect(refusal.message).toMatch(/\(at .*savings-account\/src\/deposit\.ts:\d+:\d+\)$/);
  });

  it.each([
    ["no body", undefined, "application/json"],
    ["an empty body", new Uint8Array(), "application/json"],
    ["bytes that are no text", Uint8Array.of(0xff), "application/json"],
    ["a body that is no JSON", Buffer.from("{"), "application/json"],
    ["another content type", Buffer.from("{}"), "text/plain"],
  ])("against a command with %s", (_what, body, contentType) => {
    const change = built.stateChanges.get("deposit");
    const refusal = refusalOf(() =>
      change?.decide(
        bank(built).latest(),
        commandMessage(body, contentType),
        commandMetadata("deposit"),
      ),
    );
    expect(refusal.kind).toBe("validation");
    expect(refusal.message).toMatch(/^command deposit: /);
  });

  it("with another random id for every event, in every instance", async () => {
    const ids = new Set<string>();
    const open = { account_id: "c0ffee00-0000-4000-8000-000000000033", owner: "Grace" };
    for (const project of [built, await builtSavingsAccount(), await builtSavingsAccount()]) {
      for (let count = 0; count < 20; count++) {
        for (const { id } of decide(project, "open-account", { ...open, initial_deposit: 1 })
          .events)
          ids.add(id);
      }
    }
    expect(ids.size).toBe(3 * 20 * 2);
  }, 60_000);
});
