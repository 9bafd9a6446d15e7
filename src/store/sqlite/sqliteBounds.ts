import type { QueryBounds } from "../sql/queryBounds.js";

export interface SqliteBounds extends QueryBounds {
  /** Into so many types a question that leaves the type open is divided. */
  readonly types: number;
  /** A subject with more events is busy. */
  readonly busy: number;
  /** So many events of a type are sorted, where going through all of a busy subject's events may take longer. */
  readonly seldom: number;
  /** So many events that came since are gone through for an answer that is remembered. */
  readonly since: number;
}

export const SQLITE_BOUNDS: SqliteBounds = {
  types: 32,
  busy: 500,
  seldom: 64,
  since: 1_000,
  values: 16,
  turns: [
    { walked: 64, asked: 2_000 },
    { walked: 2_000, asked: 20_000 },
  ],
};
