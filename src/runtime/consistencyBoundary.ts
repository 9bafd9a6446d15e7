import type { AppendCondition, EventSelector } from "../domain/index.js";

/** A read that a decision made: what it selected, and the revision that was asked for, if one was. */
interface Read {
  readonly selector: EventSelector;
  /** `undefined`: the revision of the database that the decision was given. */
  readonly atRevision: bigint | undefined;
}

/**
 * What a decision has read, and so what must not change until its events are appended.
 *
 * The rule behind it: had the decision been made at commit time, it would have read the same. So
 * - a read of the present, of a view or by a query, must select nothing that is newer. A selector knows
 *   neither ranges nor limits nor effective times, so an event that such a read would have passed over
 *   counts, too: rather a needless conflict than a missed one. At an effective timestamp the present is
 *   read all the same, for an event that is appended later may take effect earlier;
 * - a read of a speculative database is a read of its basis: what was speculated is the decision's own;
 * - a read at an earlier revision gives the same answer for ever and asks for nothing. Whoever means
 *   "unchanged since then" by it says so in a condition of their own.
 */
export class ConsistencyBoundary {
  readonly #reads: Read[] = [];

  /** Adds a read, with all parameters of its selector bound. */
  add(selector: EventSelector, atRevision: bigint | undefined): void {
    this.#reads.push({ selector, atRevision });
  }

  /**
   * One condition for each selector that the present was read by. They all bound by the same revision,
   * so equal ones are the same condition; different ones are never joined, for both must hold.
   * @param present the database that the decision was made at; only asked if something was read
   */
  conditions(present: { readonly revision: bigint }): readonly AppendCondition[] {
    if (this.#reads.length === 0) return [];
    const { revision } = present;
    const conditions: AppendCondition[] = [];
    for (const { selector, atRevision } of this.#reads) {
      if (atRevision !== undefined && atRevision < revision) continue;
      if (isAmong(conditions, selector)) continue;
      // What has been read by is valid, so it needs none of the checks of `AppendCondition`.
      conditions.push({ kind: "max", selector, revision });
    }
    return conditions;
  }
}

const isAmong = (conditions: readonly AppendCondition[], selector: EventSelector): boolean =>
  conditions.length > 0 && conditions.some((known) => known.selector.equals(selector));
