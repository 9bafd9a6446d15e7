import {
  checkConditionsLater,
  checkTransaction,
  committedTransaction,
  DatabaseError,
  duplicateEvent,
  type NewTransaction,
  databaseGone,
  type Transaction,
} from "../../database/index.js";
import { messageOf } from "../../domain/index.js";
import { encodeEvent } from "../../protocol/index.js";
import type { Appended, AppendedGroup } from "../sql/appended.js";
import { RecentEvents } from "../sql/recentEvents.js";
import { Dictionary } from "./dictionary.js";
import { GroupInsert } from "./groupInsert.js";
import { HeldIds } from "./heldIds.js";
import { beginLocked } from "./locks.js";
import { LogReader, type NumberedDatabase } from "./logReader.js";
import type { PrefixCounts } from "./prefixCounts.js";
import { PATIENT_PAUSES, type Server, type Session } from "./server.js";
import { TransactionRows } from "./transactionRows.js";

/** So many events of others are read to go on with what is in memory. */
const MOST_CAUGHT_UP = 256n;
/** Looking through more events for a condition costs more than asking PostgreSQL. */
const MOST_LOOKED_AT = 1_024;

/** Appends groups of transactions to one database, one group at a time. */
export class LogWriter {
  readonly #database: NumberedDatabase;
  readonly #server: Server;
  readonly #space: number;
  readonly #prefixes: PrefixCounts;
  readonly #dictionary: Dictionary;
  readonly #recent = new RecentEvents(MOST_LOOKED_AT);

  constructor(database: NumberedDatabase, server: Server, space: number, prefixes: PrefixCounts) {
    this.#database = database;
    this.#server = server;
    this.#space = space;
    this.#prefixes = prefixes;
    this.#dictionary = new Dictionary(database.number);
  }

  /**
   * Appends all that can be appended, one after the other, and commits them together. One that is
   * refused leaves its neighbours alone, for nothing is written before all were checked.
   *
   * Only one transaction at a time holds the lock of the database, over all processes, and it takes
   * the lock in a statement of its own. So isolation `read committed` is enough: each later statement
   * sees all that was committed before it, which is all that was committed by whoever had the lock
   * earlier (PostgreSQL lets go of locks after a commit can be seen), and nothing is committed beside
   * it. A snapshot of the whole transaction would be older than the lock, and see too little.
   *
   * When the connection is lost, also in the midst of the commit, the same is tried again over
   * another one: it gets the lock only after the server has ended what was under way, and so knows by
   * the ids of the transactions what was committed.
   * @throws DatabaseError `unavailable` when nothing was written, or nothing can be known.
   */
  async append(group: readonly NewTransaction[]): Promise<AppendedGroup> {
    const course = { isCommitSent: false };
    try {
      return await this.#server.repeatable(
        (session) => this.#appendOver(session, group, course),
        PATIENT_PAUSES,
      );
    } catch (error) {
      if (error instanceof DatabaseError && error.code !== "unavailable") throw error;
      const { name } = this.#database.info;
      const told = course.isCommitSent
        ? `it is not known whether a transaction was written to the database ${name}; send it again with the same id`
        : `nothing was written to the database ${name}`;
      throw new DatabaseError("unavailable", `${told}: ${messageOf(error)}`, { cause: error });
    }
  }

  async #appendOver(
    session: Session,
    group: readonly NewTransaction[],
    course: { isCommitSent: boolean },
  ): Promise<AppendedGroup> {
    const { number, info } = this.#database;
    await session.run(beginLocked(this.#space, number));
    // Whatever was sent earlier has ended, one way or the other, now that the lock is held.
    course.isCommitSent = false;
    const log = new LogReader(this.#database, session, this.#prefixes);
    const before = await log.head();
    if (before === undefined) throw databaseGone(info.name);
    try {
      await this.#catchUp(log, before.revision);
      const insert = new GroupInsert(number, before);
      const results = await this.#checked(group, session, log, insert);
      if (insert.isEmpty) {
        await session.run("rollback");
        return { results, head: before };
      }
      await insert.run(session, this.#dictionary);
      course.isCommitSent = true;
      await session.run("commit");
      course.isCommitSent = false;
      return { results, head: insert.head };
    } catch (error) {
      this.#dictionary.forget();
      this.#recent.restart(0n);
      throw error;
    }
  }

  async #checked(
    group: readonly NewTransaction[],
    session: Session,
    log: LogReader,
    insert: GroupInsert,
  ): Promise<readonly Appended[]> {
    const base = insert.head.revision;
    const rows = new TransactionRows(this.#database, session, log);
    const known = new Map<string, Transaction>(await rows.byIds(group.map(({ id }) => id)));
    const problems = new Map(
      group.flatMap((sent) => {
        const problem = known.has(sent.id) ? undefined : problemOf(sent);
        return problem === undefined ? [] : [[sent, problem] as const];
      }),
    );
    const asked = group.filter((sent) => !known.has(sent.id) && !problems.has(sent));
    const held = await HeldIds.among(asked, this.#database.number, session);
    const results: Appended[] = [];
    for (const sent of group) {
      const first = known.get(sent.id);
      if (first !== undefined) {
        results.push({ ok: true, transaction: first, isNew: false });
        continue;
      }
      try {
        const problem = problems.get(sent);
        if (problem !== undefined) throw problem;
        for (const event of sent.events) if (held.has(event)) throw duplicateEvent(event);
        await checkConditionsLater(sent.conditions, (selector, range) =>
          this.#last(log, selector, range?.after ?? 0n, base),
        );
        const committed = committedTransaction(sent, this.#database.info, insert.head);
        insert.add(committed, committed.events.map(encodeEvent));
        this.#recent.add(committed.events);
        held.add(committed.events);
        known.set(sent.id, committed);
        results.push({ ok: true, transaction: committed, isNew: true });
      } catch (error) {
        // A refusal is the sender's; what PostgreSQL has against it concerns the whole group.
        if (!(error instanceof DatabaseError) || error.code === "unavailable") throw error;
        results.push({ ok: false, error });
      }
    }
    return results;
  }

  /** The last selected revision after another one: of what is in memory, and below that in the table. */
  async #last(
    log: LogReader,
    selector: Parameters<LogReader["last"]>[0],
    after: bigint,
    base: bigint,
  ): Promise<bigint> {
    const isCovered = this.#recent.covers(after);
    const found = this.#recent.last(selector, isCovered || after > base ? after : base);
    return found > 0n || isCovered ? found : log.last(selector, { after }, base);
  }

  /** Makes what is in memory go up to the head, whoever wrote last. */
  async #catchUp(log: LogReader, head: bigint): Promise<void> {
    const recent = this.#recent;
    if (recent.head === head) return;
    if (recent.head === 0n || recent.head > head || head - recent.head > MOST_CAUGHT_UP) {
      recent.restart(head);
      return;
    }
    for await (const page of log.pages({ after: recent.head }, head)) recent.add(page);
  }
}

function problemOf(transaction: NewTransaction): DatabaseError | undefined {
  try {
    checkTransaction(transaction);
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}
