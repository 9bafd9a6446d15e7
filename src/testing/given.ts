import type { Class, EmittedEvent, Fields, ParameterValues } from "../domain/index.js";
import { CommandSpec, type CommandSettings } from "./commandSpec.js";
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
    return new CommandSpec(this.#events, command, fields, settings);
  }

  /** Reads a view; say what it holds with `equals`, `matches` or `isEmpty`. */
  view<V extends object>(view: Class<V>, parameters: ParameterValues = {}): ViewSpec<V> {
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
  return new Given(events);
}
