import type { NewTransaction } from "../../database/index.js";
import { text } from "../sql/row.js";
import type { Queryable } from "./server.js";
import { loaded, stored } from "../sql/storedText.js";

interface InStream {
  readonly stream: string;
  readonly id: string;
}

/** The ids that streams hold already, of those that a group would add. */
export class HeldIds {
  readonly #held = new Set<string>();

  /**
   * Asked once for all transactions. The place in the b-tree is one comparison of rows, in the order that
   * only this one has: see `entries.ts`.
   */
  static async among(
    transactions: readonly NewTransaction[],
    database: number,
    session: Queryable,
  ): Promise<HeldIds> {
    const held = new HeldIds();
    const events = transactions.flatMap((transaction) => transaction.events);
    if (events.length === 0) return held;
    const rows = await session.rows(
      `select s.name as stream, e.id
       from unnest($2::text[], $3::text[]) as w (stream, id)
       join stream s on s.database = $1 and s.name = w.stream
       cross join lateral (
         select e.stream, e.id from event e
         where e.database = $1 and (e.stream, e.id) >= (s.id, w.id)
         order by e.database, e.stream, e.id limit 1
       ) e
       where e.stream = s.id and e.id = w.id`,
      database,
      events.map(({ stream }) => stored(stream)),
      events.map(({ id }) => stored(id)),
    );
    held.add(
      rows.map((row) => ({ stream: loaded(text(row, "stream")), id: loaded(text(row, "id")) })),
    );
    return held;
  }

  has(event: InStream): boolean {
    return this.#held.has(keyOf(event));
  }

  add(events: readonly InStream[]): void {
    for (const event of events) this.#held.add(keyOf(event));
  }
}

/** No name of a stream has a space. */
const keyOf = ({ stream, id }: InStream): string => `${stream} ${id}`;
