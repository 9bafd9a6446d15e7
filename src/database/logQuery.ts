import type { DatabaseQuery } from "../domain/index.js";
import type { LogQuery } from "./ports/index.js";

/** A query of a database as a question to its log. `startAt` is a lower bound in both directions; bounds are inclusive. */
export function logQuery({ selector, range, direction, limit }: DatabaseQuery): LogQuery {
  if (range?.by === "effective-time") {
    const { startAt: effectiveFrom, endAt: effectiveUpTo } = range;
    return { selector, direction, limit, order: "effective-time", effectiveFrom, effectiveUpTo };
  }
  const startAt = range?.startAt ?? 0n;
  return { selector, direction, limit, after: startAt > 0n ? startAt - 1n : 0n };
}
