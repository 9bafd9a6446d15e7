import {
  Timestamp,
  type Class,
  type EmittedEvent,
  type Fields,
  type ParameterValues,
  type TimestampLike,
  messageOf,
} from "../domain/index.js";
import { authorDatabase, completeEvent, currentDefinitions } from "../runtime/index.js";
import { compared, differs, formatComparison, type Strictness } from "./comparison.js";
import { viewDefinition } from "./definitionOf.js";
import { eventLine } from "./eventPattern.js";
import { factsOf } from "./facts.js";
import { databaseWith, secondsLater } from "./history.js";
import { judge } from "./judge.js";
import type { Level } from "./level.js";

/** As of when a view is read. */
interface ReadingPoint {
  readonly revision?: bigint;
  readonly effectiveTime?: Timestamp;
}

/** A view that was read, about whose state something is to be said. */
export class ViewSpec<V extends object> {
  readonly #history: readonly EmittedEvent[];
  readonly #view: Class<V>;
  readonly #parameters: ParameterValues;
  readonly #point: ReadingPoint;

  /**
   * Made by `given(…).view(…)`.
   * @internal
   */
  constructor(
    history: readonly EmittedEvent[],
    view: Class<V>,
    parameters: ParameterValues,
    point: ReadingPoint = {},
  ) {
    this.#history = history;
    this.#view = view;
    this.#parameters = parameters;
    this.#point = point;
  }

  /** As known at the revision: the n-th given event has revision n. */
  at(revision: bigint): ViewSpec<V> {
    return this.#with({ revision });
  }

  /** As of the effective time: only what takes effect at or before it. */
  asOf(time: TimestampLike): ViewSpec<V> {
    return this.#with({ effectiveTime: Timestamp.from(time) });
  }

  /** The state has exactly these properties. */
  equals(state: Fields<V>): Promise<void> {
    return this.#expect(state, "exact");
  }

  /** The state has these properties, and perhaps others. */
  matches(state: Partial<Fields<V>>): Promise<void> {
    return this.#expect(state, "partial");
  }

  /** Nothing has been folded for these parameters. */
  isEmpty(): Promise<void> {
    return judge((level) =>
      this.#judged(level, (state) =>
        state === undefined
          ? undefined
          : `no state was expected, but there is one\n${JSON.stringify(state)}`,
      ),
    );
  }

  #with(point: ReadingPoint): ViewSpec<V> {
    const merged = { ...this.#point, ...point };
    return new ViewSpec(this.#history, this.#view, this.#parameters, merged);
  }

  #expect(expected: object, strictness: Strictness): Promise<void> {
    return judge((level) =>
      this.#judged(level, (state) => {
        const rows = compared(factsOf(expected), factsOf(state), strictness);
        if (!rows.some(differs)) return undefined;
        const what =
          state === undefined ? "there is no state" : "its state is not the expected one";
        return [`${what}; ${formatComparison(rows)}`, "", ...this.#shownHistory()].join("\n");
      }),
    );
  }

  #judged(level: Level, problem: (state: V | undefined) => string | undefined): string | undefined {
    let found: string | undefined;
    try {
      found = problem(this.#read(level));
    } catch (error) {
      found = `it cannot be read: ${messageOf(error)}`;
    }
    return found === undefined ? undefined : `${this.#view.name}${this.#shownPoint()}: ${found}`;
  }

  #read(level: Level): V | undefined {
    viewDefinition(this.#view);
    const { revision, effectiveTime } = this.#point;
    const latest = databaseWith(this.#history, level.stateViews).latest();
    const database = authorDatabase(latest, {
      definitions: currentDefinitions(),
      receivedAt: secondsLater(this.#history.length),
    });
    const known = revision === undefined ? database : database.atRevision(revision);
    const asOf = effectiveTime === undefined ? known : known.atEffectiveTimestamp(effectiveTime);
    return asOf.view(this.#view, this.#parameters);
  }

  /** What may have been folded, by revision. */
  #shownHistory(): readonly string[] {
    return [
      "the given events",
      ...this.#history.map((event, index) => {
        const recordedAt = secondsLater(index);
        const complete = completeEvent(event, currentDefinitions(), recordedAt, () => "–");
        return `  ${String(index + 1)}  ${String(complete.time ?? recordedAt)}  ${eventLine(complete)}`;
      }),
    ];
  }

  #shownPoint(): string {
    const { revision, effectiveTime } = this.#point;
    const parameters = Object.entries(this.#parameters).map(
      ([name, value]) => ` ${name}=${value ?? "none"}`,
    );
    return [
      ...parameters,
      revision === undefined ? "" : ` at revision ${String(revision)}`,
      effectiveTime === undefined ? "" : ` as of ${String(effectiveTime)}`,
    ].join("");
  }
}
