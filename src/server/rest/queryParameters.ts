import { describe, type Timestamp } from "../../domain/index.js";
import type { HostedDatabase } from "../../platform/index.js";
import { instant, integer64 } from "../../protocol/json/members.js";
import type { RestCall, RestRoute } from "./route.js";

/** @throws RangeError for a query parameter that the route does not know, or one that comes twice. */
export function checkQuery(
  { query: known = [], takes, hint }: RestRoute,
  given: URLSearchParams,
): void {
  const seen = new Set<string>();
  for (const name of given.keys()) {
    if (!known.includes(name) && takes?.(name) !== true)
      throw new RangeError(
        `there is no query parameter ${describe(name)} here; there ${known.length === 0 ? "is none" : `are ${known.join(", ")}`}${hint?.(name) ?? ""}`,
      );
    if (seen.has(name)) throw new RangeError(`the query parameter ${describe(name)} comes twice`);
    seen.add(name);
  }
}

/** A query parameter; one that is empty counts as absent. */
export function parameter({ query }: Pick<RestCall, "query">, name: string): string | undefined {
  const value = query.get(name);
  return value === null || value === "" ? undefined : value;
}

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

/** The revision that is asked for, or else the latest. */
export async function revisionOf(call: RestCall, database: HostedDatabase): Promise<bigint> {
  return integerParameter(call, "revision") ?? (await database.latest()).revision;
}

/** A version in a path. */
export const versionOf = ({ path }: RestCall): bigint => integer64(path["version"], "version");
