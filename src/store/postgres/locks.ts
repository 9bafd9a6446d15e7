/**
 * Names a schema among the advisory locks of a PostgreSQL: a number of 32 bits made of its name
 * (FNV-1a), of which the second one is the number of a database; 0 for the schema itself.
 */
export function lockSpace(schema: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`evidentsource:${schema}`))
    hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}

/** Begins a transaction that alone writes into a database, until it ends; both in one message. */
export const beginLocked = (space: number, database: number): string =>
  `begin isolation level read committed; select pg_advisory_xact_lock(${String(space)}, ${String(database)})`;

/** The channel on which the processes of a schema tell each other what was committed. */
export const channelOf = (space: number): string => `evidentsource_${(space >>> 0).toString(16)}`;
