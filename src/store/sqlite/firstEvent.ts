import type { SqliteBounds } from "./sqliteBounds.js";
import { bytes, type Row } from "../sql/row.js";
import { firstOf, isFromBeginning, narrowed, type RowRange } from "../sql/rowRange.js";
import { INDEXES, type Branch } from "./branches.js";
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
  const { branches, long, wide } = ways;
  const ofBranches = (): Place | undefined =>
    branches.length === 0 ? undefined : ask(firstQuery(branches, range), source);
  if (wide.length === 0 && long.length === 0) return ofBranches()?.revision;
  const places = [
    ...wide.map((one) => knownFirstOfWide(one, range, source)),
    ...long.map((one) => knownFirstOfLong(one, range, source)),
    ofBranches(),
  ];
  return firstOf(places, range, comparePlaces)?.revision;
}

function knownFirstOfWide(wide: Wide, range: RowRange, source: Source): Place | undefined {
  const { kind, prefix, each } = wide;
  const question = [kind, each.where, ...each.parameters, prefix].join(" ");
  const look = (within: RowRange): Place | undefined => firstOfWide(wide, within, source);
  // Through the log itself, in which few events are close together.
  const since = withAll([{ ...each, index: undefined }], beginning(kind, prefix));
  return source.firsts.find(question, range, look, (few) => ask(firstQuery(since, few), source));
}

function knownFirstOfLong(branch: Branch, range: RowRange, source: Source): Place | undefined {
  const question = [branch.where, ...branch.parameters].join(" ");
  const look = (within: RowRange): Place | undefined => ask(firstQuery([branch], within), source);
  const since = [{ ...branch, index: INDEXES.subject.log.alone }];
  return source.firsts.find(question, range, look, (few) => ask(firstQuery(since, few), source));
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
