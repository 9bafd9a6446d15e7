import type { Row } from "../sql/row.js";
import { stored } from "../sql/storedText.js";
import type { SqliteConnection, SqlValue, Statement } from "./driver.js";
import type { WriteAheadLog } from "./writeAheadLog.js";

/** So many different statements stay prepared; those of selectors are as many as there are shapes of them. */
const MOST_STATEMENTS = 256;

type FlushedLog = Pick<WriteAheadLog, "flush" | "flushed" | "close">;

/** A connection that prepares each statement once. Texts are given as they can be kept. */
export class Connection {
  readonly #connection: SqliteConnection;
  readonly #log: FlushedLog | undefined;
  readonly #statements = new Map<string, Statement>();
  #unflushed: Error | undefined;

  /** @param log where the connection's commits are flushed; absent for one that only reads */
  constructor(connection: SqliteConnection, log?: FlushedLog) {
    this.#connection = connection;
    this.#log = log;
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  all(sql: string, ...parameters: SqlValue[]): Row[] {
    return this.#prepared(sql).all(...parameters.map(kept));
  }

  get(sql: string, ...parameters: SqlValue[]): Row | undefined {
    return this.#prepared(sql).get(...parameters.map(kept));
  }

  run(sql: string, ...parameters: SqlValue[]): void {
    this.#prepared(sql).run(...parameters.map(kept));
  }

  /** Writes all that `run` does, or nothing of it; when this returns, it is on disk. @throws FlushError */
  transaction<T>(run: () => T): T {
    const result = this.passingTransaction(run);
    this.flush();
    return result;
  }

  /**
   * Waits until all that was committed is on disk.
   * @throws FlushError when nobody knows whether it is. Nothing is written from then on: what was
   * committed can be read here, and must not be taken for what is on disk.
   */
  flush(): void {
    try {
      this.#log?.flush();
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** The same, while this thread does other things. */
  async flushed(): Promise<void> {
    try {
      await this.#log?.flushed();
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** Writes all or nothing, and leaves it to the next flush whether it outlives the machine. */
  passingTransaction<T>(run: () => T): T {
    if (this.#unflushed !== undefined) throw this.#unflushed;
    try {
      this.exec("begin immediate");
      const result = run();
      this.exec("commit");
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#log?.close();
    this.#connection.close();
  }

  #failed(error: unknown): Error {
    return (this.#unflushed ??= error as Error);
  }

  #rollBack(): void {
    try {
      this.exec("rollback");
    } catch {
      // There was no transaction to roll back, or SQLite has done it already.
    }
  }

  #prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      if (this.#statements.size >= MOST_STATEMENTS) {
        const [oldest] = this.#statements.keys();
        if (oldest !== undefined) this.#statements.delete(oldest);
      }
    } else {
      // The one that is used last is dropped last.
      this.#statements.delete(sql);
    }
    this.#statements.set(sql, statement);
    return statement;
  }
}

const kept = (value: SqlValue): SqlValue => (typeof value === "string" ? stored(value) : value);
