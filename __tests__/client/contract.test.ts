import { randomUUID } from "node:crypto";
import { jest } from "@jest/globals";
import { AppendCondition, event, Selector, StateChangeError } from "evidentsource-functions";
import { connect as connectGrpc } from "evidentsource-functions/client";
import { connect as connectRest } from "evidentsource-functions/client/rest";
import type { Client, Connection, ConnectOptions } from "evidentsource-functions/client";
import { ClientError } from "evidentsource-functions/client";
import {
  AccountCredited,
  AccountOpened,
  AccountSummary,
  OpenAccountCommand,
  Withdraw,
} from "../../examples/savings-account/src/index.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";

interface Entry {
  readonly name: string;
  readonly connect: (server: ServerProcess, options?: ConnectOptions) => Client;
}

const ENTRIES: readonly Entry[] = [
  { name: "gRPC", connect: ({ grpc }, options) => connectGrpc(`http://${grpc}`, options) },
  { name: "REST", connect: ({ url }, options) => connectRest(url, options) },
];

const PUBLISHED = [
  "--in-memory",
  "--publish",
  "examples/savings-account/dist",
  "--database",
  "bank",
];

let server: ServerProcess;

jest.setTimeout(60_000);

beforeAll(async () => {
  server = await runningServer(PUBLISHED);
});

afterAll(async () => {
  await server.stop();
});

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return "done";
  } catch (error) {
    if (ClientError.is(error)) return error.code;
    if (StateChangeError.is(error)) return `refused: ${error.kind}`;
    throw error;
  }
};

describe.each(ENTRIES)("a client over $name", ({ connect }) => {
  let client: Client;
  let bank: Connection;

  beforeAll(async () => {
    client = connect(server);
    bank = await client.connect("bank");
  });

  afterAll(() => {
    client.close();
  });

  const opened = async (deposit?: number): Promise<string> => {
    const accountId = randomUUID();
    const first = deposit === undefined ? {} : { initialDeposit: deposit };
    await bank.execute(OpenAccountCommand, { accountId, owner: "Ann", ...first });
    return accountId;
  };

  describe("databases", () => {
    it("are made, listed and deleted", async () => {
      const name = `db-${randomUUID()}`;
      const made = await client.create(name);
      expect(made).toMatchObject({ name, revision: 0n });
      expect(await client.list().all()).toContain(name);
      expect(await codeOf(client.create(name))).toBe("already-exists");
      expect(await client.delete(name)).toMatchObject({ name, revision: 0n });
      expect(await client.list().all()).not.toContain(name);
    });

    it("that there are not are told apart from all else", async () => {
      expect(await codeOf(client.connect("nowhere"))).toBe("database-not-found");
      expect(await codeOf(client.delete("nowhere"))).toBe("database-not-found");
      expect(await codeOf(client.create("?"))).toBe("invalid-argument");
    });
  });

  describe("commands", () => {
    it("are executed as a class with fields, as an instance, and by name", async () => {
      const accountId = await opened(100);
      await bank.execute(Withdraw, { accountId, amount: 10 });
      await bank.execute(Object.assign(new Withdraw(), { accountId, amount: 20 }));
      const { database, transaction } = await bank.execute("withdraw", {
        account_id: accountId,
        amount: 30,
      });
      expect(await database.view(AccountSummary, { account_id: accountId })).toMatchObject({
        balance: 40,
        transactionCount: 4,
      });
      expect(transaction?.stateChange?.name).toBe("withdraw");
    });

    it("are sent as they are when they are given, whatever becomes of the object later", async () => {
      const accountId = await opened(100);
      const command = Object.assign(new Withdraw(), { accountId, amount: 10 });
      const first = bank.execute(command);
      command.amount = 20;
      await Promise.all([first, bank.execute(command)]);
      const credit = event(AccountCredited, { accountId, amount: 5 });
      const third = bank.transact(credit);
      credit.payload.amount = 500;
      const { database } = await third;
      expect(await database.view(AccountSummary, { account_id: accountId })).toMatchObject({
        balance: 75,
      });
    });

    it("that break their class's rules are refused before they are sent, in the component's words", async () => {
      const wrong = { accountId: "none", amount: -1 };
      const own = await bank.execute(Withdraw, wrong).catch((error: unknown) => error);
      const theirs = await bank
        .execute("withdraw", { account_id: "none", amount: -1 })
        .catch((error: unknown) => error);
      expect(StateChangeError.is(own) && own.kind).toBe("validation");
      expect((own as Error).message).toBe((theirs as Error).message);
      expect(StateChangeError.is(theirs) && theirs.kind).toBe("validation");
      expect((own as Error).cause).toMatchObject({
        violations: [{ path: "account_id" }, { path: "amount" }],
      });
    });

    it("that are refused fail with the refusal's kind and message", async () => {
      const accountId = await opened(5);
      const refused = bank.execute(Withdraw, { accountId, amount: 6 });
      await expect(refused).rejects.toThrow(/^insufficient funds$/);
      expect(await codeOf(refused)).toBe("refused: conflict");
      expect(await codeOf(bank.execute(Withdraw, { accountId: randomUUID(), amount: 1 }))).toBe(
        "refused: not-found",
      );
      const headers = { "x-owner": "Bob" };
      expect(await codeOf(bank.execute(Withdraw, { accountId, amount: 1 }, { headers }))).toBe(
        "refused: unauthorized",
      );
    });

    it("sent twice under one transaction id are committed once", async () => {
      const accountId = await opened(10);
      const transactionId = randomUUID();
      const words = { commitMessage: "rent", correlationId: "May", causationId: "a contract" };
      const options = { transactionId, ...words };
      const first = await bank.execute(Withdraw, { accountId, amount: 10 }, options);
      const second = await bank.execute(Withdraw, { accountId, amount: 10 }, { transactionId });
      expect(second.transaction).toEqual(first.transaction);
      expect(first.transaction?.id).toBe(transactionId);
      expect(await bank.transaction(transactionId)).toMatchObject(words);
    });

    it("under an empty transaction id are not sent, and empty words say nothing", async () => {
      const accountId = await opened(10);
      const { revision } = await bank.latest();
      const nameless = { transactionId: "" };
      const credit = event(AccountCredited, { accountId, amount: 1 });
      const sent = [
        bank.execute(Withdraw, { accountId, amount: 1 }, nameless),
        bank.transact(credit, [], nameless),
      ];
      for (const each of sent)
        await expect(each).rejects.toMatchObject({
          code: "invalid-argument",
          message: expect.stringMatching(/^transactionId is empty; give an id/) as unknown,
        });
      expect((await bank.latest()).revision).toBe(revision);
      const words = { commitMessage: "", correlationId: "", causationId: "" };
      for (const { transaction } of [
        await bank.execute(Withdraw, { accountId, amount: 1 }, words),
        await bank.transact(credit, [], words),
      ]) {
        expect(transaction).toBeDefined();
        expect([
          transaction?.commitMessage,
          transaction?.correlationId,
          transaction?.causationId,
        ]).toEqual([undefined, undefined, undefined]);
      }
    });

    it("for a state change that is not published, or not in this version, are told apart", async () => {
      expect(await codeOf(bank.execute("fly", {}))).toBe("definition-not-found");
      expect(await codeOf(bank.execute("withdraw", {}, { version: 9n }))).toBe(
        "definition-not-found",
      );
      const name = `db-${randomUUID()}`;
      await client.create(name);
      const gone = await client.connect(name);
      await client.delete(name);
      expect(await codeOf(gone.execute("withdraw", {}, { version: 1n }))).toBe(
        "database-not-found",
      );
    });
  });

  describe("views", () => {
    it("are read as their class, by name, and as they are stored", async () => {
      const accountId = await opened(7);
      const account = await bank.view(AccountSummary, { account_id: accountId });
      expect(account).toBeInstanceOf(AccountSummary);
      expect(account).toMatchObject({ balance: 7, transactionCount: 1 });
      const named = { account_id: { kind: "subject", value: accountId } } as const;
      expect(await bank.view("account-summary", named)).toMatchObject({ transaction_count: 1 });
      const { revision } = await bank.latest();
      expect(await bank.viewState(AccountSummary, { account_id: accountId })).toMatchObject({
        contentType: "application/json",
        lastModifiedRevision: revision,
        revision,
      });
    });

    it("without state are undefined", async () => {
      expect(await bank.view(AccountSummary, { account_id: randomUUID() })).toBeUndefined();
    });

    it("name the parameters that are missing or unknown", async () => {
      await expect(bank.view(AccountSummary, {})).rejects.toThrow(
        "state view account-summary needs a value for account_id; it takes account_id",
      );
      await expect(bank.view(AccountSummary, { id: "x" })).rejects.toThrow(
        'has no parameter "id"; it takes account_id',
      );
      await expect(bank.view(AccountSummary, { account_id: 1 as never })).rejects.toThrow(
        "account_id must be a string, or null for no subject, got 1",
      );
    });

    it("answer for the revision that they are asked at, however far the database has moved", async () => {
      const accountId = await opened(50);
      const before = await bank.latest();
      await bank.execute(Withdraw, { accountId, amount: 20 });
      const parameters = { account_id: accountId };
      expect((await before.view(AccountSummary, parameters))?.balance).toBe(50);
      expect((await bank.view(AccountSummary, parameters))?.balance).toBe(30);
      const early = await bank.atRevision(before.revision - 1n);
      expect((await early.view(AccountSummary, parameters))?.balance).toBe(0);
      expect(await (await bank.atRevision(0n)).view(AccountSummary, parameters)).toBeUndefined();
    });
  });

  describe("transactions and queries", () => {
    it("append events of classes and as they are, and read them as classes beside the raw event", async () => {
      const accountId = randomUUID();
      const { transaction, database } = await bank.transact(
        [
          event(AccountOpened, { accountId, owner: "Cy" }),
          event(AccountCredited, { accountId, amount: 3, reference: "first" }),
          {
            id: randomUUID(),
            stream: "notes",
            type: "note.taken",
            subject: accountId,
            dataContentType: "text/plain",
            data: { kind: "text", text: "hello" },
            extensions: new Map([["mood", { kind: "string", value: "good" }]]),
          },
        ],
        [AppendCondition.mustNotExist(Selector.subject(accountId))],
        { commitMessage: "begin", correlationId: "c1", causationId: "c0" },
      );
      expect(transaction).toMatchObject({
        commitMessage: "begin",
        correlationId: "c1",
        causationId: "c0",
      });
      const credits = await database.events(AccountCredited, Selector.subject(accountId)).all();
      expect(credits).toHaveLength(1);
      expect(credits[0]?.payload).toBeInstanceOf(AccountCredited);
      expect(credits[0]?.payload).toMatchObject({ amount: 3, reference: "first" });
      expect(credits[0]?.event).toMatchObject({ type: "account.credited", stream: "accounts" });
      const [note] = await database
        .query(Selector.stream("notes"), { limit: 1, direction: "reverse" })
        .all();
      expect(note).toMatchObject({ subject: accountId, data: { kind: "text", text: "hello" } });
      expect(note?.extensions.get("mood")).toEqual({ kind: "string", value: "good" });
    });

    it("violated conditions, doubled events and wrong events are told apart", async () => {
      const accountId = await opened();
      const credit = event(AccountCredited, { accountId, amount: 1 });
      const never = [AppendCondition.mustNotExist(Selector.subject(accountId))];
      expect(await codeOf(bank.transact(credit, never))).toBe("condition-violated");
      const id = randomUUID();
      const twice = event(AccountCredited, { accountId, amount: 1 }, { id });
      await bank.transact(twice);
      expect(await codeOf(bank.transact(twice))).toBe("duplicate-event");
      const bad = event(AccountCredited, { accountId, amount: -1 });
      expect(await codeOf(bank.transact(bad))).toBe("invalid-event");
    });

    it("are in the log, whole, from a revision on", async () => {
      const accountId = await opened(9);
      const { revision } = await bank.latest();
      const [last, ...more] = await bank.log(revision).all();
      expect(more).toEqual([]);
      expect(last).toMatchObject({ basis: revision - 2n, revision, database: "bank" });
      expect(last?.events.map(({ type, subject }) => [type, subject])).toEqual([
        ["account.opened", accountId],
        ["account.credited", accountId],
      ]);
      expect(await bank.transaction(last?.id ?? "")).toEqual(last);
      expect(await codeOf(bank.transaction(randomUUID()))).toBe("not-found");
    });
  });

  describe("what goes on without end", () => {
    it("tells the present revision, then that of each transaction", async () => {
      const seen: bigint[] = [];
      const { revision } = await bank.latest();
      const later = [revision + 1n, revision + 3n, revision + 4n];
      for await (const told of bank.subscribe()) {
        seen.push(told);
        if (told === revision)
          for (const deposit of [undefined, 5, undefined]) await opened(deposit);
        if (told === later.at(-1)) break;
      }
      expect(seen).toEqual([revision, ...later]);
    });

    it("goes on after the revision that is known already", async () => {
      const { revision } = await bank.latest();
      await opened(1);
      await opened();
      const seen: bigint[] = [];
      for await (const told of bank.subscribe({ after: revision })) {
        seen.push(told);
        if (seen.length === 2) break;
      }
      expect(seen).toEqual([revision + 2n, revision + 3n]);
    });

    it("follows the log with whole transactions", async () => {
      const { revision } = await bank.latest();
      const seen: string[][] = [];
      void opened(2).then(() => opened());
      for await (const { events } of bank.log(revision + 1n, { follow: true })) {
        seen.push(events.map(({ type }) => type));
        if (seen.length === 2) break;
      }
      expect(seen).toEqual([["account.opened", "account.credited"], ["account.opened"]]);
    });

    it("waits where the next transaction comes, and refuses a place beyond it", async () => {
      const { revision } = await bank.latest();
      const next = revision + 1n;
      expect(await bank.log(next).all()).toEqual([]);
      const first = async (source: AsyncIterable<unknown>): Promise<void> => {
        for await (const each of source) if (each !== undefined) return;
      };
      const waiting = [
        first(bank.log(next, { follow: true })),
        first(bank.subscribe({ after: revision })),
      ];
      for (const refused of [
        first(bank.log(next + 1n)),
        first(bank.log(next + 1n, { follow: true })),
        first(bank.subscribe({ after: next })),
      ])
        await expect(refused).rejects.toMatchObject({
          code: "invalid-argument",
          message: expect.stringMatching(`latest (revision )?is ${String(revision)};`) as unknown,
        });
      await opened();
      await Promise.all(waiting);
    });

    it("shows a view's states as they change, and not when others do", async () => {
      const accountId = randomUUID();
      const balances: (number | undefined)[] = [];
      for await (const { state } of bank.watch(AccountSummary, { account_id: accountId })) {
        balances.push(state?.balance);
        if (state === undefined) {
          await opened(77);
          await bank.execute(OpenAccountCommand, { accountId, owner: "Di", initialDeposit: 5 });
        } else if (state.balance === 5) await bank.execute(Withdraw, { accountId, amount: 2 });
        else break;
      }
      expect(balances).toEqual([undefined, 5, 3]);
    });

    it("ends with its signal, its database, or its client", async () => {
      const reason = new Error("enough");
      const controller = new AbortController();
      const until = async (source: AsyncIterable<unknown>, act: () => unknown): Promise<void> => {
        const iterator = source[Symbol.asyncIterator]();
        while ((await iterator.next()).done !== true) await act();
      };
      const aborted = until(bank.subscribe({ signal: controller.signal }), () => {
        controller.abort(reason);
      });
      await expect(aborted).rejects.toBe(reason);
      const name = `db-${randomUUID()}`;
      await client.create(name);
      const database = await client.connect(name);
      const deleted = until(database.subscribe(), () => client.delete(name));
      expect(await codeOf(deleted)).toBe("database-not-found");
      const other = connect(server);
      const theirs = await other.connect("bank");
      const closed = until(theirs.subscribe(), () => {
        other.close();
      });
      await expect(closed).rejects.toThrow("the client was closed");
    });
  });

  describe("calls", () => {
    it("end when their signal is aborted, with its reason", async () => {
      const reason = new Error("enough");
      const controller = new AbortController();
      const waiting = bank.atRevision(1_000_000n, { signal: controller.signal });
      controller.abort(reason);
      await expect(waiting).rejects.toBe(reason);
    });

    it("end when their deadline passes", async () => {
      expect(await codeOf(bank.atRevision(1_000_000n, { deadline: 50 }))).toBe("deadline-exceeded");
    });
  });
});
