import type { SqliteBounds } from "./sqliteBounds.js";
import { bytes, type Row } from "../sql/row.js";
import { firstOf, isFromBeginning, narrowed, type RowRange } from "../sql/rowRange.js";
import type { Branch } from "./branches.js";
import type { Connection } from "./connection.js";
import type { Dictionary } from "./dictionary.js";
import { eachQuery, firstQuery, oldestQuery, walkQuery, type SqlQuery } from "./eventQuery.js";
import type { KnownFirsts } from "./knownFirsts.js";
import { beginning, type Condition } from "./meant.js";
import { comparePlaces, type Place } from "./place.js";
import type { Ways, Wide } from "./ways.js";

/** Of whom the first event is asked. */
export interface Source {
  readonly connection: Connection;
  readonly dictionary: Dictionary;
  readonly bounds: SqliteBounds;
  readonly firsts: KnownFirsts;
}

/** The revision of the first event that the ways find, in the order of the range; `undefined` for none. */
export function firstEvent(ways: Ways, range: RowRange, source: Source): number | undefined {
  const { branches, wide } = ways;
  if (wide.length === 0)
    return branches.length === 0 ? undefined : ask(firstQuery(branches, range), source)?.revision;
  const places = wide.map((one) => rememberedFirst(one, range, source));
  if (branches.length > 0) places.push(ask(firstQuery(branches, range), source));
  return firstOf(places, range, comparePlaces)?.revision;
}

function rememberedFirst(wide: Wide, range: RowRange, source: Source): Place | undefined {
  const { kind, prefix, each } = wide;
  const question = [kind, each.where, ...each.parameters, prefix].join(" ");
  return source.firsts.find(
    question,
    range,
    (within) => firstOfWide(wide, within, source),
    // Through the log itself, in which few events are close together.
    (within) =>
      ask(
        firstQuery(withAll([{ ...each, index: undefined }], beginning(kind, prefix)), within),
        source,
      ),
  );
}

/** Goes through a few events, asks each value if these are not many, and otherwise goes on. */
function firstOfWide(wide: Wide, range: RowRange, source: Source): Place | undefined {
  const { dictionary, bounds } = source;
  const { kind, prefix, walks } = wide;
  const condition = beginning(kind, prefix);
  const isOldest = isFromBeginning(range) && wide.each.where === "";
  for (const { walked, asked } of bounds.turns) {
    if (walks === undefined) break;
    if (range.order === "effective-time") {
      const found = ask(walkQuery(walks, condition, range, walked), source);
      if (found !== undefined) return found;
    } else {
      const part = narrowed(range, walked);
      const found = ask(firstQuery(withAll(walks, condition), part), source);
      if (found !== undefined || part === range) return found;
    }
    if (isOldest || !dictionary.isMore(kind, prefix, asked)) break;
  }
  return ask((isOldest ? oldestQuery : eachQuery)(wide, range), source);
}

function withAll(branches: readonly Branch[], [sql, parameters]: Condition): readonly Branch[] {
  return branches.map((branch) => ({
    ...branch,
    where: branch.where === "" ? sql : `${branch.where} and ${sql}`,
    parameters: [...branch.parameters, ...parameters],
  }));
}

function ask({ sql, parameters }: SqlQuery, { connection }: Source): Place | undefined {
  const row = connection.get(sql, ...parameters);
  return row && placeOf(row);
}

function placeOf(row: Row): Place | undefined {
  const revision = row["revision"];
  if (typeof revision !== "number") return undefined;
  return { revision, effective: "effective" in row ? bytes(row, "effective") : undefined };
}
