/** What PostgreSQL is given. */
export type SqlValue =
  null | number | string | Uint8Array | readonly (null | number | string | Uint8Array)[];
