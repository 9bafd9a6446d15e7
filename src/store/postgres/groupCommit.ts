import type { NewTransaction, Transaction } from "../../database/index.js";
import type { AppendedGroup } from "../sql/appended.js";

interface Waiting {
  readonly transaction: NewTransaction;
  readonly resolve: (transaction: Transaction) => void;
  readonly reject: (error: unknown) => void;
}

/** No commit keeps its callers waiting for more transactions, or events, than this. */
const MOST_TRANSACTIONS = 1_000;
const MOST_EVENTS = 5_000;

/**
 * Commits together what was asked for while the last commit was under way: the lock, the questions and
 * the flush of the disk cost the same for one and for a hundred.
 */
export class GroupCommit {
  readonly #append: (group: readonly NewTransaction[]) => Promise<AppendedGroup>;
  readonly #committed: (group: AppendedGroup) => void;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  /** @param committed called before anybody is answered */
  constructor(
    append: (group: readonly NewTransaction[]) => Promise<AppendedGroup>,
    committed: (group: AppendedGroup) => void,
  ) {
    this.#append = append;
    this.#committed = committed;
  }

  append(transaction: NewTransaction): Promise<Transaction> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ transaction, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Waits until nothing waits to be committed. */
  async done(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // After the requests that have arrived with this one were read.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#commitSome();
    this.#running = undefined;
  }

  async #commitSome(): Promise<void> {
    const group = this.#waiting.splice(0, this.#size());
    try {
      const appended = await this.#append(group.map(({ transaction }) => transaction));
      this.#committed(appended);
      group.forEach(({ resolve, reject }, index) => {
        const result = appended.results[index];
        if (result?.ok === true) resolve(result.transaction);
        else reject(result?.error);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  #size(): number {
    let events = 0;
    for (const [index, { transaction }] of this.#waiting.entries()) {
      events += transaction.events.length;
      if (index === MOST_TRANSACTIONS || (index > 0 && events > MOST_EVENTS)) return index;
    }
    return this.#waiting.length;
  }
}
