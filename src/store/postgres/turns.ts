/** As `QueryBounds`; a turn may go through events only. */
export interface TurnBounds {
  readonly values: number;
  readonly turns: readonly { readonly walked: number; readonly asked?: number }[];
}

export interface Turns {
  /** The values, as a select from `v`. */
  readonly values: string;
  /** What each select gives. */
  readonly columns: string;
  /** The first event of each value, and of these the first one. */
  readonly each: string;
  /** The first of so many events that is meant. */
  readonly walk: (most: number) => string;
  /** Whether there are more events than so many, as SQL. */
  readonly isMore: (most: number) => string;
  readonly bounds: TurnBounds;
}

/**
 * What is found in one of the ways that `QueryBounds` tells of, in one statement: PostgreSQL
 * begins with a part of a union only when those before it gave too little. Each of them
 * gives what is right or nothing, so what is found is the same in whatever order that happens.
 */
export function inTurns({ values, columns, each, walk, isMore, bounds }: Turns): string {
  const when = (sql: string, alias: string, condition: string): string =>
    `(select ${listed(columns, alias)} from (${sql}) ${alias} where ${condition})`;
  const from = (turn: number): string => {
    const bound = bounds.turns[turn];
    if (bound === undefined) return each;
    const next = turn + 1 === bounds.turns.length ? each : others(turn + 1, bound.asked);
    return `select ${listed(columns, "w")} from ((${walk(bound.walked)}) union all ${when(next, "o", isMore(bound.walked))}) w limit 1`;
  };
  const others = (turn: number, asked: number | undefined): string =>
    asked === undefined ? from(turn) : divided(turn, asked);
  /** Each value, if they are not more than so many; otherwise what another turn gives. */
  const divided = (turn: number, most: number): string => {
    const count = `select count(*) as n from (select 1 ${values} limit ${String(most + 1)}) v`;
    const one = `c.n <= ${String(most)}`;
    const parts = `${when(each, "f", one)} union all ${when(from(turn), "m", `not (${one})`)}`;
    return `select ${listed(columns, "u")} from (${count}) c cross join lateral (${parts}) u limit 1`;
  };
  return divided(0, bounds.values);
}

const listed = (columns: string, alias: string): string =>
  columns
    .split(", ")
    .map((column) => `${alias}.${column}`)
    .join(", ");
