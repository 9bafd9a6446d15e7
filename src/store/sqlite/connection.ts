import type { Row } from "../sql/row.js";
import type { SqliteConnection, SqlValue, Statement } from "./driver.js";

/** So many different statements stay prepared; those of selectors are as many as there are shapes of them. */
const MOST_STATEMENTS = 256;

/** A connection that prepares each statement once. */
export class Connection {
  readonly #connection: SqliteConnection;
  readonly #statements = new Map<string, Statement>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  all(sql: string, ...parameters: SqlValue[]): Row[] {
    return this.#prepared(sql).all(...parameters);
  }

  get(sql: string, ...parameters: SqlValue[]): Row | undefined {
    return this.#prepared(sql).get(...parameters);
  }

  run(sql: string, ...parameters: SqlValue[]): void {
    this.#prepared(sql).run(...parameters);
  }

  /** Writes all that `run` does, or nothing of it. */
  transaction<T>(run: () => T): T {
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
    this.#connection.close();
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
