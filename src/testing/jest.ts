import type { StateChangeErrorKind } from "../domain/index.js";
import { CommandSpec } from "./commandSpec.js";
import type { ExpectedEvent } from "./eventPattern.js";
import { levelSetting } from "./level.js";
import { SpecFailure } from "./specFailure.js";
import { ViewSpec } from "./viewSpec.js";

/** Whether a specification holds, in the form that runners understand. */
export interface MatcherResult {
  /** Whether the specification holds. */
  readonly pass: boolean;
  /** What the runner prints. */
  readonly message: () => string;
}

/** What a matcher answers; a promise where components are asked. */
export type Matcher = MatcherResult | Promise<MatcherResult>;

/**
 * Matchers for runners with `expect.extend`. Importing this module adds them where `expect` is global;
 * elsewhere call `expect.extend(matchers)`. Against built components they are asynchronous.
 *
 * @example
 * expect(given(opened).when(Withdraw, { accountId, amount: 10 })).toReject("conflict");
 */
export const matchers = {
  /** A command is accepted with exactly these events. */
  toAccept: (spec: unknown, ...events: readonly ExpectedEvent[]): Matcher =>
    outcome(spec, CommandSpec, "a command", (command) => command.then(...events)),

  /** A command is refused. */
  toReject: (spec: unknown, kind: StateChangeErrorKind, message?: string | RegExp): Matcher =>
    outcome(spec, CommandSpec, "a command", (command) => command.rejects(kind, message)),

  /** A view's state is exactly this; `undefined` for none. */
  toFoldTo: (spec: unknown, state: object | undefined): Matcher =>
    outcome<ViewSpec<object>>(spec, ViewSpec, "a view", (view) =>
      state === undefined ? view.isEmpty() : view.equals(state),
    ),
};

function outcome<S>(
  spec: unknown,
  kind: abstract new (...args: never[]) => S,
  what: string,
  judge: (spec: S) => Promise<void>,
): Matcher {
  if (!(spec instanceof kind)) {
    throw new TypeError(
      `this matcher is for ${what}: expect(given(…).${what === "a view" ? "view" : "when"}(…))`,
    );
  }
  try {
    const judged = judge(spec);
    return levelSetting().level === "process" ? PASSED : judged.then(() => PASSED, failed);
  } catch (error) {
    return failed(error);
  }
}

const PASSED: MatcherResult = { pass: true, message: () => "the specification holds" };

function failed(error: unknown): MatcherResult {
  // What is at fault itself must not pass for its opposite, with `.not`.
  if (!(error instanceof SpecFailure) || !error.isDifference) throw error;
  return { pass: false, message: () => error.message };
}

const runner = globalThis as { expect?: { extend?: (added: typeof matchers) => void } };
runner.expect?.extend?.(matchers);

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Jest declares its matchers in one
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- its own parameters
    interface Matchers<R, T = {}> {
      /** A command is accepted with exactly these events. */
      toAccept(...events: readonly ExpectedEvent[]): R;
      /** A command is refused. */
      toReject(kind: StateChangeErrorKind, message?: string | RegExp): R;
      /** A view's state is exactly this; `undefined` for none. */
      toFoldTo(state: object | undefined): R;
    }
  }
}
