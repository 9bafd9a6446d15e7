import { integer } from "../sql/row.js";
import { rowNumber } from "../sql/rowRange.js";
import type { Server } from "./server.js";

/** Milliseconds that a reader waits for a replica at most; then the primary is asked. */
const PATIENCE = 500;
/** Milliseconds for which a replica that cannot be reached, or is far behind, is left alone. */
const LEFT_ALONE = 5_000;

/** How far one database has come on a replica. */
export class ReplicaLog {
  readonly #server: Server;
  readonly #database: number;
  #reached = 0n;
  #leftAloneUntil = 0;

  constructor(server: Server, database: number) {
    this.#server = server;
    this.#database = database;
  }

  /** Waits until the replica has the revision; false when that takes too long. */
  async reaches(revision: bigint): Promise<boolean> {
    if (revision <= this.#reached) return true;
    const started = performance.now();
    if (started < this.#leftAloneUntil) return false;
    for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
      try {
        await this.#look();
      } catch {
        break;
      }
      if (revision <= this.#reached) return true;
      if (performance.now() - started > PATIENCE) break;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    this.#leftAloneUntil = performance.now() + LEFT_ALONE;
    return false;
  }

  async #look(): Promise<void> {
    const [row] = await this.#server.rows(
      "select coalesce(max(revision), 0) as revision from committed where database = $1",
      this.#database,
    );
    const found = integer(row, "revision");
    if (found > rowNumber(this.#reached)) this.#reached = BigInt(found);
  }
}
