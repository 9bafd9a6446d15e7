import type { QueryBounds } from "../sql/queryBounds.js";

export interface SqliteBounds extends QueryBounds {
  /** Into so many types a question that leaves the type open is divided. */
  readonly types: number;
}

export const SQLITE_BOUNDS: SqliteBounds = {
  types: 32,
  values: 16,
  turns: [
    { walked: 64, asked: 2_000 },
    { walked: 2_000, asked: 20_000 },
  ],
};
