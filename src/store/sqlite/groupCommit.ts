import type { Head, NewTransaction, Transaction } from "../../database/index.js";
import type { AppendedGroup } from "../sql/appended.js";

interface Waiting {
  readonly transaction: NewTransaction;
  readonly resolve: (transaction: Transaction) => void;
  readonly reject: (error: unknown) => void;
}

/** No commit keeps its callers waiting for more transactions than this. */
const MOST = 1_000;

/**
 * Commits together what was asked for while the last commit was under way: a flush of the disk costs
 * the same for one and for a hundred.
 */
export class GroupCommit {
  readonly #append: (group: readonly NewTransaction[]) => AppendedGroup;
  readonly #committed: (head: Head) => void;
  #waiting: Waiting[] = [];
  #isScheduled = false;

  /** @param committed called after something new was committed */
  constructor(
    append: (group: readonly NewTransaction[]) => AppendedGroup,
    committed: (head: Head) => void,
  ) {
    this.#append = append;
    this.#committed = committed;
  }

  append(transaction: NewTransaction): Promise<Transaction> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ transaction, resolve, reject });
      this.#schedule();
    });
  }

  /** Commits what is waiting. */
  flush(): void {
    while (this.#waiting.length > 0) this.#commitSome();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // After the requests that have arrived with this one were read.
    setImmediate(() => {
      this.#isScheduled = false;
      this.#commitSome();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #commitSome(): void {
    const group = this.#waiting.slice(0, MOST);
    this.#waiting = this.#waiting.slice(MOST);
    let appended: AppendedGroup;
    try {
      appended = this.#append(group.map(({ transaction }) => transaction));
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    group.forEach(({ resolve, reject }, index) => {
      const result = appended.results[index];
      if (result?.ok === true) resolve(result.transaction);
      else reject(result?.error);
    });
    if (appended.results.some((result) => result.ok && result.isNew))
      this.#committed(appended.head);
  }
}
