import { payloadCodec, stringifyJson, encodeUtf8 } from "../codec/index.js";
import {
  CommandHeaders,
  Timestamp,
  type AppendCondition,
  type Class,
  type CommandMessage,
  type EmittedEvent,
  type StateChangeErrorKind,
  type TimestampLike,
} from "../domain/index.js";
import type { SentCommand } from "../database/index.js";
import { commandDefinition } from "./definitionOf.js";
import { conditionsProblem, type ExpectedCondition } from "./expectedConditions.js";
import { eventsProblem, someEventsProblem } from "./expectedEvents.js";
import type { ExpectedEvent } from "./eventPattern.js";
import { databaseWith, secondsLater } from "./history.js";
import { judge } from "./judge.js";
import type { Level } from "./level.js";
import { beginSpec, type OpenSpec } from "./openSpecs.js";
import { outcomeOf, type Outcome } from "./outcome.js";
import { describeOutcome, refusalProblem } from "./refusals.js";
import type { SpecDatabase } from "./specServer.js";

/** What is sent with a command beside its fields. */
export interface CommandSettings {
  /** Headers, by name or as pairs where a name comes more than once. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  /** Default: the revision of the given history. */
  readonly lastSeenRevision?: bigint;
  /** When the command is received. Default: a second after the last given event was recorded. */
  readonly at?: TimestampLike;
}

/** What is judged: the outcome, and what it was made from. */
interface Decided {
  readonly outcome: Outcome;
  readonly receivedAt: Timestamp;
  readonly revision: bigint;
}

/** A promise that more can be said about the append conditions. */
export type CommandExpectation = Promise<void> & {
  /** The events are appended on these conditions, in any order, and on no others. */
  conditions(...expected: readonly ExpectedCondition[]): Promise<void>;
};

const ENDINGS = "then(…), thenSome(…), thenNothing(), rejects(…) or conditions(…)";

/** A command that was sent, about whose outcome something is to be said. */
export class CommandSpec {
  readonly #history: readonly EmittedEvent[];
  readonly #command: Class;
  readonly #fields: object;
  readonly #settings: CommandSettings;
  readonly #spec: OpenSpec;

  /**
   * Made by `given(…).when(…)`.
   * @internal
   */
  constructor(
    history: readonly EmittedEvent[],
    command: Class,
    fields: object,
    settings: CommandSettings,
  ) {
    this.#history = history;
    this.#command = command;
    this.#fields = fields;
    this.#settings = settings;
    this.#spec = beginSpec(command.name, ENDINGS);
  }

  /**
   * The command is accepted with exactly these events, in this order. Ids are compared where you give
   * one; an event without a time takes effect when the command was received.
   */
  then(...expected: readonly ExpectedEvent[]): CommandExpectation {
    // It is waited for as for a promise, which is refused by what is thrown.
    if (isContinuation(expected)) throw this.#spec.nothingExpected();
    return this.#expect(({ outcome, receivedAt }) => eventsProblem(outcome, expected, receivedAt));
  }

  /** The command is accepted; among its events are these, each a different one, in any order. */
  thenSome(...expected: readonly ExpectedEvent[]): CommandExpectation {
    return this.#expect(({ outcome, receivedAt }) =>
      someEventsProblem(outcome, expected, receivedAt),
    );
  }

  /** The command is accepted and leads to no event. */
  thenNothing(): CommandExpectation {
    return this.#expect(({ outcome, receivedAt }) => eventsProblem(outcome, [], receivedAt));
  }

  /** The command is refused: for this kind of reason, and with a message that contains the text or matches. */
  rejects(kind: StateChangeErrorKind, message?: string | RegExp): Promise<void> {
    return this.#judge(({ outcome }) => refusalProblem(outcome, kind, message));
  }

  /** The command is accepted, and its events are appended on these conditions, in any order, and on no others. */
  conditions(...expected: readonly (ExpectedCondition | AppendCondition)[]): Promise<void> {
    return this.#judge(({ outcome, revision }) => conditionsProblem(outcome, expected, revision));
  }

  #expect(problem: (decided: Decided) => string | undefined): CommandExpectation {
    const judged = this.#judge(problem);
    const conditions = (...expected: readonly ExpectedCondition[]): Promise<void> => {
      const more = this.conditions(...expected);
      return Promise.all([judged, more]).then(() => undefined);
    };
    return Object.assign(judged, { conditions });
  }

  #judge(problem: (decided: Decided) => string | undefined): Promise<void> {
    this.#spec.said();
    const told = (decided: Decided): string | undefined => {
      const found = problem(decided);
      if (found === undefined) return undefined;
      return [`${this.#command.name}: ${found}`, "", describeOutcome(decided.outcome)].join("\n");
    };
    return judge(
      (level) => told(this.#decide(level)),
      async (database) => told(await this.#decideOn(database)),
    );
  }

  async #decideOn(database: SpecDatabase): Promise<Decided> {
    const { name } = commandDefinition(this.#command);
    const receivedAt = this.#receivedAt();
    const revision = await database.append(this.#history);
    const outcome = await database.execute(name, this.#sent(receivedAt));
    return { outcome, receivedAt, revision };
  }

  #receivedAt(): Timestamp {
    const { at } = this.#settings;
    return at === undefined ? secondsLater(this.#history.length) : Timestamp.from(at);
  }

  #sent(receivedAt: Timestamp): SentCommand {
    const { lastSeenRevision, headers = [] } = this.#settings;
    return {
      message: this.#message(),
      receivedAt,
      lastSeenRevision,
      headers: new CommandHeaders(isList(headers) ? headers : Object.entries(headers)),
    };
  }

  #decide(level: Level): Decided {
    const { name } = commandDefinition(this.#command);
    const database = databaseWith(this.#history, level.stateViews);
    const { revision } = database;
    const receivedAt = this.#receivedAt();
    const outcome = outcomeOf(level, database, name, this.#sent(receivedAt));
    return { outcome, receivedAt, revision };
  }

  /** The command as it travels: through JSON, by the names of its properties there. */
  #message(): CommandMessage {
    const command = Object.assign(new this.#command(), this.#fields);
    const json = stringifyJson(payloadCodec(this.#command, "strict").encode(command));
    return { body: encodeUtf8(json), contentType: "application/json", contentSchema: undefined };
  }
}

const isList = (headers: unknown): headers is readonly (readonly [string, string])[] =>
  Array.isArray(headers);

/** Functions, and no classes: what waits for a promise hands them over. */
const isContinuation = (expected: readonly unknown[]): boolean =>
  expected.length > 0 &&
  expected.every((item) => typeof item === "function" && !/^class\b/.test(String(item)));
