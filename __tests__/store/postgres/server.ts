import { Worker, MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { randomBytes } from "node:crypto";
import type { EventReader, EventStore } from "../../../src/database/index.js";
import { existing } from "../../../src/store/sql/rowRange.js";
import { BridgedReader } from "../../../src/host/pool/bridgedReader.js";
import type { Answer } from "../../../src/host/pool/messages.js";
import { fromFailure } from "../../../src/host/pool/wire.js";
import {
  PostgresDatabases,
  type PostgresDatabasesOptions,
} from "../../../src/store/postgres/index.js";

/** Where `npm run test:postgres` has started one. */
export const url = process.env["TEST_POSTGRES_URL"] ?? "";
export const replicaUrl = process.env["TEST_POSTGRES_REPLICA_URL"] ?? "";

/** What needs a PostgreSQL is left out, and said to be, where none was started. */
export function describeWithPostgres(name: string, define: () => void): void {
  if (url !== "") {
    describe(name, define);
    return;
  }
  console.warn(`SKIPPED: ${name}. It needs a PostgreSQL: npm run test:postgres starts one.`);
  describe.skip(name, define);
}

/** A schema that nobody else has. */
export const freshSchema = (): string => `t_${randomBytes(6).toString("hex")}`;

export const openDatabases = (
  schema: string,
  options: Partial<PostgresDatabasesOptions> = {},
): Promise<PostgresDatabases> =>
  PostgresDatabases.open({ url, schema, connections: 4, ...options });

/**
 * Reads synchronously what can only be waited for, as a worker does: another thread has the store
 * open, from `dist/`, and answers.
 */
export class ReaderBridge {
  readonly #worker: Worker;
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  readonly #channel = new MessageChannel();

  constructor(schema: string) {
    this.#worker = new Worker(new URL("./answers.js", import.meta.url), {
      workerData: { url, schema, signal: this.#signal, port: this.#channel.port2 },
      transferList: [this.#channel.port2],
    });
  }

  readonly open = (store: EventStore, upTo: bigint): EventReader => {
    const head = this.#ask({ database: store.database.name, upTo }) as {
      revision: bigint;
      recordedAt: { seconds: bigint; nanoseconds: number };
      latest: bigint;
    };
    existing(upTo, Number(head.latest));
    const recordedAt = store.database.createdAt.constructor as new (
      seconds: bigint,
      nanoseconds: number,
    ) => typeof store.database.createdAt;
    return new BridgedReader(
      store.database,
      {
        revision: upTo,
        recordedAt: new recordedAt(head.recordedAt.seconds, head.recordedAt.nanoseconds),
      },
      (question) => this.#ask({ database: store.database.name, question }),
    );
  };

  async close(): Promise<void> {
    this.#channel.port1.close();
    await this.#worker.terminate();
  }

  #ask(asked: object): unknown {
    Atomics.store(this.#signal, 0, 0);
    this.#channel.port1.postMessage(asked);
    for (;;) {
      Atomics.wait(this.#signal, 0, 0, 30_000);
      const received = receiveMessageOnPort(this.#channel.port1) as { message: Answer } | undefined;
      if (received === undefined) {
        if (Atomics.load(this.#signal, 0) === 0) throw new Error("nobody answers");
        continue;
      }
      if (received.message.ok) return received.message.value;
      throw fromFailure(received.message.failure);
    }
  }
}
