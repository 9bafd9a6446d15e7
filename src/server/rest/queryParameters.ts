import { describe, type Timestamp } from "../../domain/index.js";
import type { HostedDatabase } from "../../platform/index.js";
import { instant, integer64 } from "../../protocol/json/members.js";
import type { RestCall, RestRoute } from "./route.js";

/**
 * An empty parameter is mostly a variable that a script forgot to set: to take it for absent would commit
 * what was to be a speculation, or name a transaction anew.
 * @throws RangeError for a query parameter that the route does not know, comes twice or is empty.
 */
export function checkQuery(
  { query = {}, takes, hint }: RestRoute,
  given: Iterable<readonly [name: string, value: string]>,
): void {
  const known = Object.keys(query);
  const seen = new Set<string>();
  for (const [name, value] of given) {
    const expected = Object.hasOwn(query, name) ? query[name] : takes?.(name);
    if (expected === undefined)
      throw new RangeError(
        `there is no query parameter ${describe(name)} here; there ${known.length === 0 ? "is none" : `are ${known.join(", ")}`}${hint?.(name) ?? ""}`,
      );
    if (seen.has(name)) throw new RangeError(`the query parameter ${describe(name)} comes twice`);
    seen.add(name);
    if (value === "")
      throw new RangeError(
        `the query parameter ${describe(name)} is empty; expected ${expected}, or no such parameter`,
      );
  }
}

/** A query parameter. */
export const parameter = ({ query }: Pick<RestCall, "query">, name: string): string | undefined =>
  query.get(name) ?? undefined;

export function integerParameter(call: RestCall, name: string): bigint | undefined {
  const value = parameter(call, name);
  return value === undefined ? undefined : integer64(value, name);
}

export function instantParameter(call: RestCall, name: string): Timestamp | undefined {
  const value = parameter(call, name);
  return value === undefined ? undefined : instant(value, name);
}

export function flag(call: RestCall, name: string): boolean {
  const value = parameter(call, name) ?? "false";
  if (value === "true" || value === "false") return value === "true";
  throw new RangeError(`${name} must be true or false, got ${describe(value)}`);
}

/** How many there may be in an answer. */
export function limitParameter(call: RestCall, standard: number): number {
  const value = integerParameter(call, "limit") ?? BigInt(standard);
  if (value < 1n || value > BigInt(call.limits.page))
    throw new RangeError(
      `limit must be from 1 to ${String(call.limits.page)}, got ${String(value)}`,
    );
  return Number(value);
}

/** The revision that is asked for, or else the latest. Whether there is one is for others to see. */
export async function revisionOf(call: RestCall, database: HostedDatabase): Promise<bigint> {
  return integerParameter(call, "revision") ?? (await database.latest()).revision;
}

/** As {@link revisionOf}. @throws DatabaseError `invalid-argument` for a revision that is not there yet. */
export async function existingRevisionOf(
  call: RestCall,
  database: HostedDatabase,
): Promise<bigint> {
  const revision = integerParameter(call, "revision");
  return (await (revision === undefined ? database.latest() : database.at(revision))).revision;
}

/** A version in a path. */
export const versionOf = ({ path }: RestCall): bigint => integer64(path["version"], "version");
