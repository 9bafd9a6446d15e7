import type pg from "pg";
import { DatabaseError } from "../../database/index.js";
import type { Address } from "./address.js";
import type { Pg } from "./driver.js";
import { isPassing, unavailable } from "./faults.js";
import type { Row } from "../sql/row.js";
import { sessionSettings } from "./sessionSettings.js";
import type { SqlValue } from "./sqlValue.js";
import { statementName } from "./statementNames.js";

/** What questions are put to: a connection, or whichever is free. */
export interface Queryable {
  rows(sql: string, ...values: SqlValue[]): Promise<readonly Row[]>;
}

export interface ServerOptions {
  readonly schema: string;
  /** The most connections at a time. */
  readonly connections: number;
}

/** Milliseconds after which a connection that does not come about is given up. */
const CONNECT_TIMEOUT = 5_000;
/** Pauses before a question is put again that a lost connection swallowed. */
const PAUSES = [20, 200, 1_000];
/** And pauses for what its sender cannot put again so easily: a server that fails over takes its time. */
export const PATIENT_PAUSES = [20, 200, 1_000, 2_000, 4_000];

/** The connections to one PostgreSQL. */
export class Server implements Queryable {
  readonly address: Address;
  readonly #pool: pg.Pool;
  readonly #connect: () => pg.Client;

  constructor(driver: Pg, address: Address, { schema, connections }: ServerOptions) {
    this.address = address;
    const config = {
      connectionString: address.url,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      keepAlive: true,
      fallback_application_name: "evidentsource",
    };
    this.#connect = () => new driver.Client(config);
    this.#pool = new driver.Pool({
      ...config,
      max: connections,
      // The pool waits for what is returned, whatever its types say.
      onConnect: ((client: pg.ClientBase) => client.query(sessionSettings(schema))) as (
        client: pg.ClientBase,
      ) => unknown,
    });
    // A connection that is lost while nobody uses it is replaced when somebody needs one.
    this.#pool.on("error", () => undefined);
  }

  /** Answers a question that changes nothing; a connection that was lost is replaced. */
  async rows(sql: string, ...values: SqlValue[]): Promise<readonly Row[]> {
    return this.#persistently(() => ask(this.#pool, sql, values));
  }

  /** Runs over one connection, which is thrown away if that fails. */
  async session<T>(run: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    // One that is lost while it is waited for something else must not end the process.
    const lost = (): void => undefined;
    client.on("error", lost);
    let failed = true;
    try {
      const result = await run(new Session(client));
      failed = false;
      return result;
    } finally {
      client.removeListener("error", lost);
      client.release(failed);
    }
  }

  /** As `session`, for what may be run again when its connection is lost. */
  async repeatable<T>(
    run: (session: Session) => Promise<T>,
    pauses: readonly number[] = PAUSES,
  ): Promise<T> {
    return this.#persistently(() => this.session(run), pauses);
  }

  /** A connection outside the pool, not yet made. */
  client(): pg.Client {
    return this.#connect();
  }

  /** What is told of a fault. */
  fault(error: unknown): DatabaseError {
    if (error instanceof DatabaseError) return error;
    const { where, password } = this.address;
    return unavailable(`PostgreSQL at ${where}`, error, password);
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }

  async #persistently<T>(run: () => Promise<T>, pauses: readonly number[] = PAUSES): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await run();
      } catch (error) {
        const pause = pauses[attempt];
        if (pause === undefined || this.#pool.ending || !isPassing(error)) throw this.fault(error);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

/** One connection, for as long as its user has it. */
export class Session implements Queryable {
  readonly #client: pg.ClientBase;

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  async rows(sql: string, ...values: SqlValue[]): Promise<readonly Row[]> {
    return ask(this.#client, sql, values);
  }

  /** Statements without values, several in one message. */
  async run(sql: string): Promise<void> {
    await this.#client.query(sql);
  }
}

async function ask(
  client: pg.ClientBase | pg.Pool,
  text: string,
  values: readonly SqlValue[],
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>({
    name: statementName(text),
    text,
    values: [...values],
  });
  return rows;
}
