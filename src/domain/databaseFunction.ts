/** The functions of the database that a decision can call, in the words of `Database`. */
export const DATABASE_FUNCTIONS = [
  "view",
  "viewState",
  "events",
  "query",
  "speculate",
  "atRevision",
  "atEffectiveTimestamp",
  "name",
  "createdAt",
  "revision",
  "revisionTimestamp",
  "effectiveTimestamp",
  "basis",
  "speculatedEventCount",
] as const;

/** The name of a function of the database, as in {@link DATABASE_FUNCTIONS}. */
export type DatabaseFunction = (typeof DATABASE_FUNCTIONS)[number];
