import { randomUUID } from "node:crypto";
import {
  ComponentGoneError,
  DatabaseError,
  readsOf,
  type Decided,
  type EventStore,
  type Pinned,
  type Read,
  type PublishedStateChange,
  type Runner,
  type Transaction,
} from "../database/index.js";
import { messageOf, StateChangeError } from "../domain/index.js";
import type { CommandRequest } from "./commandRequest.js";
import type { CheckTransaction } from "./checkTransaction.js";
import type { Lane } from "./lane.js";
import type { DecisionLog, DecisionOutcome, DecisionRecord } from "./decision.js";
import { RENEWALS } from "./renewing.js";
import { withExtensions } from "./withExtensions.js";

/** What an accepted command led to. */
export type Executed =
  | { readonly kind: "committed"; readonly transaction: Transaction }
  /** The decision asked for no events, so there is nothing to commit. */
  | { readonly kind: "nothing"; readonly revision: bigint };

/** What commands of one database are decided and committed with. */
export interface CommandCourse {
  readonly store: EventStore;
  /** The past of a revision, with what can be read in it. */
  readonly at: (revision: bigint) => Pinned;
  /** The state change as it is published now, and from now on the past with it. */
  readonly renew: () => Promise<PublishedStateChange>;
  readonly runner: Runner;
  readonly decisions: DecisionLog;
  /** How often a command is decided at most, when others keep being faster. */
  readonly attempts: number;
  /** Where commands that lost a race are decided: one at a time, for they would only beat each other. */
  readonly lane: Lane;
  /** What a transaction must pass before it is committed. */
  readonly check: CheckTransaction;
}

/**
 * Decides a command at a pinned revision, and appends its events if its conditions still hold then.
 * Where somebody else was faster, it is decided anew: a decision is a function of what it reads.
 * @throws StateChangeError when the command is refused; DatabaseError `condition-violated` for a
 * condition that does not hold though nothing has happened since, `write-conflict` when others were
 * faster each time, and whatever the store refuses.
 */
export async function executeCommand(
  course: CommandCourse,
  change: PublishedStateChange,
  request: CommandRequest,
): Promise<Executed> {
  const { store, decisions } = course;
  const transactionId = request.transactionId ?? randomUUID();
  if (request.transactionId !== undefined) {
    // Before anything runs: its own first commit may be what the decision would now refuse.
    const known = await store.transaction(transactionId);
    if (known !== undefined) return { kind: "committed", transaction: known };
  }
  const attempt = new Attempts(course, change, request, transactionId);
  try {
    const executed = await attempt.run();
    decisions.add(attempt.record(outcomeOf(executed)));
    return executed;
  } catch (error) {
    decisions.add(attempt.record(failureOf(error), readsOf(error)));
    throw error;
  }
}

/** The attempts to decide and commit one command. */
class Attempts {
  readonly #course: CommandCourse;
  #change: PublishedStateChange;
  #renewals = 0;
  readonly #request: CommandRequest;
  readonly #transactionId: string;
  readonly #began = performance.now();
  readonly #lostRaces: string[] = [];
  #revision = 0n;
  #decided: Decided | undefined;

  constructor(
    course: CommandCourse,
    change: PublishedStateChange,
    request: CommandRequest,
    transactionId: string,
  ) {
    this.#course = course;
    this.#change = change;
    this.#request = request;
    this.#transactionId = transactionId;
  }

  async run(): Promise<Executed> {
    const { attempts } = this.#course;
    for (;;) {
      try {
        return await (this.#lostRaces.length === 0
          ? this.#once()
          : this.#course.lane.run(() => this.#once()));
      } catch (error) {
        if (error instanceof ComponentGoneError && this.#renewals++ < RENEWALS) {
          this.#change = await this.#course.renew();
          continue;
        }
        if (!(await this.#isLostRace(error))) throw error;
        this.#lostRaces.push(messageOf(error));
        if (this.#lostRaces.length >= attempts)
          throw new DatabaseError(
            "write-conflict",
            `${this.#change.name} was decided ${String(attempts)} times, and others were faster each time; the last time: ${messageOf(error)}`,
          );
      }
    }
  }

  async #once(): Promise<Executed> {
    const { store, at, runner, check } = this.#course;
    const { revision } = await store.head();
    this.#revision = revision;
    const decided = await decideAt(at(revision), runner, this.#change, this.#request);
    this.#decided = decided;
    if (decided.events.length === 0) return { kind: "nothing", revision };
    const transaction = {
      id: this.#transactionId,
      events: withExtensions(decided.events, this.#request.extensions),
      conditions: decided.conditions,
      recordedAt: this.#request.receivedAt,
      ...this.#request.metadata,
    };
    check(transaction, store.database);
    return { kind: "committed", transaction: await store.append(transaction) };
  }

  /** A condition that does not hold though nothing was committed since would not hold the next time either. */
  async #isLostRace(error: unknown): Promise<boolean> {
    if (!(error instanceof DatabaseError)) return false;
    if (error.code === "write-conflict") return true;
    if (error.code !== "condition-violated") return false;
    return (await this.#course.store.head()).revision > this.#revision;
  }

  record(outcome: DecisionOutcome, reads: readonly Read[] = []): Omit<DecisionRecord, "number"> {
    const { stateChange, version, receivedAt } = this.#request;
    return {
      stateChange,
      version,
      transactionId: this.#transactionId,
      receivedAt,
      revision: this.#revision,
      reads: reads.length > 0 ? reads : (this.#decided?.reads ?? []),
      conditions: this.#decided?.conditions ?? [],
      attempts: this.#lostRaces.length + 1,
      lostRaces: this.#lostRaces,
      milliseconds: performance.now() - this.#began,
      outcome,
    };
  }
}

/** Decides a command, and commits nothing. */
export async function decideAt(
  pinned: Pinned,
  runner: Runner,
  change: PublishedStateChange,
  { command, headers, lastSeenRevision, receivedAt }: CommandRequest,
): Promise<Decided> {
  return runner.decide(change, pinned, command, {
    stateChangeName: change.name,
    stateChangeVersion: change.version,
    lastSeenRevision: lastSeenRevision ?? pinned.revision,
    commandReceivedAt: receivedAt,
    headers,
  });
}

function outcomeOf(executed: Executed): DecisionOutcome {
  return executed.kind === "nothing"
    ? { kind: "accepted", revision: executed.revision, events: 0 }
    : {
        kind: "accepted",
        revision: executed.transaction.revision,
        events: executed.transaction.events.length,
      };
}

function failureOf(error: unknown): DecisionOutcome {
  if (StateChangeError.is(error))
    return { kind: "refused", refusal: error.kind, message: error.message };
  const code = error instanceof DatabaseError ? error.code : "unavailable";
  return { kind: "failed", code, message: messageOf(error) };
}
