import type { QueryBounds } from "../sql/queryBounds.js";

/** A question more costs as much as some hundred values or events that are looked at. */
export const POSTGRES_BOUNDS: QueryBounds = {
  values: 200,
  turns: [
    { walked: 200, asked: 2_000 },
    { walked: 2_000, asked: 20_000 },
  ],
};
