import type { DatabaseError, Head, NewTransaction, Transaction } from "../../database/index.js";
import type { AppendedGroup } from "../sql/appended.js";
import type { LogWriter } from "./logWriter.js";

interface Waiting {
  readonly transaction: NewTransaction;
  readonly resolve: (transaction: Transaction) => void;
  readonly reject: (error: unknown) => void;
}

/** What was committed and is being flushed. */
interface Committed {
  readonly group: readonly Waiting[];
  readonly appended: AppendedGroup;
}

/** No commit keeps its callers waiting for more transactions than this. */
const MOST = 1_000;

export interface GroupCommitOptions {
  readonly writer: Pick<LogWriter, "append" | "flush" | "flushed">;
  /** Called after something new was committed and flushed, before its senders are told. */
  readonly committed: (head: Head) => void;
  /** Called when nobody knows what is on disk. */
  readonly failed: (error: DatabaseError) => void;
}

/**
 * Commits together what was asked for while the last commit was under way: a flush of the disk costs
 * the same for one and for a hundred. While it takes its time, requests are read and others answered.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Waiting[] = [];
  #committed: Committed | undefined;
  #isScheduled = false;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  append(transaction: NewTransaction): Promise<Transaction> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ transaction, resolve, reject });
      this.#schedule();
    });
  }

  /** Commits and flushes all that is waiting. */
  flush(): void {
    if (this.#committed !== undefined) this.#flush(this.#committed);
    while (this.#waiting.length > 0) {
      const committed = this.#commit();
      if (committed !== undefined) this.#flush(committed);
    }
  }

  #schedule(): void {
    if (this.#isScheduled || this.#committed !== undefined || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    // After the requests that have arrived with this one were read.
    setImmediate(() => {
      this.#isScheduled = false;
      const committed = this.#commit();
      // Nobody else is there who could use the time, and another thread would cost more of it.
      if (committed?.group.length === 1) this.#flush(committed);
      else if (committed !== undefined) this.#flushLater(committed);
      this.#schedule();
    });
  }

  /** Commits what is waiting; `undefined` where nothing needs to be flushed. */
  #commit(): Committed | undefined {
    const group = this.#waiting.slice(0, MOST);
    this.#waiting = this.#waiting.slice(MOST);
    try {
      const appended = this.#options.writer.append(group.map(({ transaction }) => transaction));
      const committed = { group, appended };
      if (appended.results.some((result) => result.ok && result.isNew)) return committed;
      settle(committed);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    return undefined;
  }

  #flush(committed: Committed): void {
    this.#committed = undefined;
    try {
      this.#options.writer.flush();
    } catch (error) {
      this.#fail(committed, error);
      return;
    }
    this.#succeed(committed);
  }

  #flushLater(committed: Committed): void {
    this.#committed = committed;
    // Where all was flushed at once meanwhile, there is nobody left to tell.
    const isLeft = (): boolean => this.#committed === committed;
    const done = (tell: () => void): void => {
      if (!isLeft()) return;
      this.#committed = undefined;
      tell();
      this.#schedule();
    };
    this.#options.writer.flushed().then(
      () => {
        done(() => {
          this.#succeed(committed);
        });
      },
      (error: unknown) => {
        done(() => {
          this.#fail(committed, error);
        });
      },
    );
  }

  #succeed(committed: Committed): void {
    this.#options.committed(committed.appended.head);
    settle(committed);
  }

  #fail({ group }: Committed, error: unknown): void {
    for (const { reject } of group) reject(error);
    this.#options.failed(error as DatabaseError);
  }
}

function settle({ group, appended }: Committed): void {
  group.forEach(({ resolve, reject }, index) => {
    const result = appended.results[index];
    if (result?.ok === true) resolve(result.transaction);
    else reject(result?.error);
  });
}
