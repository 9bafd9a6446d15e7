import {
  describe,
  type Class,
  type EmittedEvent,
  type Fields,
  type ParameterValues,
} from "../domain/index.js";
import { CommandSpec, type CommandSettings } from "./commandSpec.js";
import { classNameOf } from "./shown.js";
import { ViewSpec } from "./viewSpec.js";

/** A history, about which something is to be said. */
export class Given {
  readonly #events: readonly EmittedEvent[];

  /**
   * Made by {@link given}.
   * @internal
   */
  constructor(events: readonly EmittedEvent[]) {
    this.#events = events;
  }

  /** Sends a command; say what becomes of it with `then`, `thenSome`, `thenNothing` or `rejects`. */
  when<C extends object>(
    command: Class<C>,
    fields: Fields<C>,
    settings: CommandSettings = {},
  ): CommandSpec {
    assertClass(command, "when", "command");
    return new CommandSpec(this.#events, command, fields, settings);
  }

  /** Reads a view; say what it holds with `equals`, `matches` or `isEmpty`. */
  view<V extends object>(view: Class<V>, parameters: ParameterValues = {}): ViewSpec<V> {
    assertClass(view, "view", "state view");
    return new ViewSpec(this.#events, view, parameters);
  }
}

/**
 * Begins a specification with the events that have happened, in the order in which they were recorded:
 * the first on 2026-01-01 at 00:00:00 UTC, each further one a second later.
 *
 * @example
 * await given(event(AccountOpened, { accountId, owner }))
 *   .when(Withdraw, { accountId, amount: 10 })
 *   .rejects("conflict", /insufficient/);
 */
export function given(...events: readonly EmittedEvent[]): Given {
  assertHistory(events);
  return new Given(events);
}

/** For callers whose types are not checked. */
function assertHistory(events: readonly unknown[]): void {
  for (const event of events) {
    if (Array.isArray(event)) {
      throw new TypeError("given(…) takes events one by one, got an array; write given(...events)");
    }
    if (typeof event !== "object" || event === null) {
      throw new TypeError(
        `given(…) takes events, got ${describe(event)}; make one with event(Class, fields)`,
      );
    }
  }
}

function assertClass(given: unknown, call: string, kind: string): void {
  if (typeof given === "function") return;
  const name = typeof given === "object" && given !== null ? classNameOf(given) : "Class";
  throw new TypeError(
    `${call}(…) takes the class of a ${kind} and ${kind === "command" ? "its fields" : "its parameters"}, got ${describe(given)}; write ${call}(${name}, { … })`,
  );
}
