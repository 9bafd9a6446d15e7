import {
  describe,
  Timestamp,
  type Class,
  type EmittedEvent,
  type Fields,
  type ParameterValues,
  type TimestampLike,
  messageOf,
} from "../domain/index.js";
import {
  authorDatabase,
  completeEvent,
  currentDefinitions,
  storedState,
} from "../runtime/index.js";
import type { Definitions } from "../model/definitions.js";
import { differs, formatComparison, type Strictness } from "./comparison.js";
import { compareValues } from "./compareValues.js";
import { viewDefinition } from "./definitionOf.js";
import { eventLine } from "./eventPattern.js";
import { databaseWith, secondsLater } from "./history.js";
import { judge } from "./judge.js";
import type { Level } from "./level.js";
import { beginSpec, type OpenSpec } from "./openSpecs.js";
import { shown } from "./shown.js";
import type { SpecDatabase } from "./specServer.js";
import type { SomeFields } from "./someFields.js";

/** Names of properties that can be assigned; those of getters alone cannot. */
export type WritableKey<V> = {
  [K in keyof V]-?: SameType<{ [P in K]: V[P] }, { -readonly [P in K]: V[P] }> extends true
    ? K
    : never;
}[keyof V];
/** Whether two types are the same to the last modifier, which only the comparison of functions tells. */
export type SameType<A, B> =
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what compares
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** All of a state; what is read only may be a getter, which need not be named. */
export type ExpectedState<V> = Pick<Fields<V>, keyof Fields<V> & WritableKey<V>> &
  Partial<Fields<V>>;

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
  readonly #spec: OpenSpec;

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
    this.#spec = beginSpec(view.name, "equals(…), matches(…) or isEmpty()");
  }

  /** As known at the revision: the n-th given event has revision n. */
  at(revision: bigint): ViewSpec<V> {
    return this.#with({ revision });
  }

  /** As of the effective time: only what takes effect at or before it. */
  asOf(time: TimestampLike): ViewSpec<V> {
    return this.#with({ effectiveTime: Timestamp.from(time) });
  }

  /**
   * The state has exactly these properties; private ones are properties, too. Getters are compared where
   * they are named.
   */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- admits private properties
  equals<S extends ExpectedState<V>>(state: S): Promise<void> {
    return this.#expect(state, "exact");
  }

  /**
   * The state has these properties, and perhaps others, as have the objects and maps in it; a list has
   * all the items and no others, and a set is compared whole. What is `undefined` must be absent.
   */
  matches(state: SomeFields<V>): Promise<void> {
    return this.#expect(state, "partial");
  }

  /** Nothing has been folded for these parameters. */
  isEmpty(): Promise<void> {
    return this.#judge((state) =>
      state === undefined ? undefined : `no state was expected, but there is one\n${shown(state)}`,
    );
  }

  /**
   * Something waits for it as for a promise, although nothing has been said about its state.
   * @throws SpecFailure
   */
  then(): never {
    throw this.#spec.nothingExpected();
  }

  #with(point: ReadingPoint): ViewSpec<V> {
    this.#spec.said();
    const merged = { ...this.#point, ...point };
    return new ViewSpec(this.#history, this.#view, this.#parameters, merged);
  }

  #expect(expected: object, strictness: Strictness): Promise<void> {
    return this.#judge((state) => {
      assertState(expected);
      const rows = compareValues(expected, state, strictness);
      if (!rows.some(differs)) return undefined;
      const what = state === undefined ? "there is no state" : "its state is not the expected one";
      return [`${what}; ${formatComparison(rows, "the state")}`, "", ...this.#shownHistory()].join(
        "\n",
      );
    });
  }

  #judge(problem: (state: V | undefined) => string | undefined): Promise<void> {
    this.#spec.said();
    const what = `${this.#view.name}${this.#shownPoint()}`;
    const unreadable = (cause: unknown): Error =>
      new Error(`${what}: it cannot be read: ${messageOf(cause)}`, { cause });
    const told = (state: V | undefined): string | undefined => {
      const found = problem(state);
      return found === undefined ? undefined : `${what}: ${found}`;
    };
    return judge(
      (level) => {
        let state: V | undefined;
        try {
          state = this.#read(level);
        } catch (cause) {
          throw unreadable(cause);
        }
        return told(state);
      },
      async (database) => {
        let state: V | undefined;
        try {
          state = await this.#readOn(database);
        } catch (cause) {
          throw unreadable(cause);
        }
        return told(state);
      },
    );
  }

  async #readOn(database: SpecDatabase): Promise<V | undefined> {
    const definition = viewDefinition(this.#view);
    await database.append(this.#history);
    const content = await database.view(definition, this.#parameters, this.#point);
    return storedState(definition).decode(content) as V | undefined;
  }

  #read(level: Level): V | undefined {
    viewDefinition(this.#view);
    const { revision, effectiveTime } = this.#point;
    const latest = databaseWith(this.#history, level.stateViews).latest();
    const database = authorDatabase(latest, {
      definitions: definitionsAt(level),
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

/** Components have been built for versions of views that the classes alone do not tell. */
function definitionsAt({ stateViews }: Level): Definitions {
  const definitions = currentDefinitions();
  return {
    ...definitions,
    stateViewOf: (target) => {
      const view = definitions.stateViewOf(target);
      const version = stateViews.find(({ name }) => name === view?.name)?.version;
      if (view === undefined || version === undefined || version === BigInt(view.version))
        return view;
      return { ...view, version: Number(version) };
    },
  };
}

/** For callers whose types are not checked. */
function assertState(expected: unknown): void {
  if (typeof expected === "object" && expected !== null) return;
  throw new TypeError(
    `${describe(expected)} is no state; expect the properties of one, or say isEmpty()`,
  );
}
