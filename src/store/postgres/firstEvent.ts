import type { StoredEvent } from "../../database/index.js";
import type { Conjunction } from "../sql/conjunctions.js";
import type { QueryBounds } from "../sql/queryBounds.js";
import { firstOf, isFromBeginning, narrowed, type RowRange } from "../sql/rowRange.js";
import { eventOf } from "../sql/storedRows.js";
import { branchOf, type Branch, type IsFew } from "./branches.js";
import { eventQuery, rowsOf, walkQuery } from "./eventQuery.js";
import { Parameters } from "./parameters.js";
import type { Queryable } from "./server.js";
import { beginning, eachOf, oldestOf, walkOf, wideOf, type Wide } from "./wide.js";

/** Of whom the first event is asked. */
export interface Source {
  readonly database: number;
  readonly server: Queryable;
  readonly isFew: IsFew;
  readonly bounds: QueryBounds;
}

/** The first event that fulfils one of the conjunctions, in the order of the range. */
export async function firstEvent(
  conjunctions: readonly Conjunction[],
  range: RowRange,
  source: Source,
): Promise<StoredEvent | undefined> {
  const { isFew, bounds } = source;
  const inTime = range.order === "effective-time";
  const parameters = new Parameters(source.database);
  const branches: Branch[] = [];
  const found: (StoredEvent | undefined)[] = [];
  for (const conjunction of conjunctions) {
    const wide = wideOf(conjunction, inTime);
    if (wide === undefined) branches.push(await branchOf(conjunction, inTime, parameters, isFew));
    else if (await isFew(wide.kind, wide.prefix, bounds.values))
      branches.push(eachOf(wide, parameters));
    else found.push(await firstOfWide(wide, range, source));
  }
  if (branches.length > 0)
    found.push(await ask(eventQuery(branches, range, 1, parameters), parameters, source));
  return firstOf(found, range, (a, b) => compare(a, b, inTime));
}

/** Goes through a few events, asks each value if these are not many, and otherwise goes on. */
async function firstOfWide(
  wide: Wide,
  range: RowRange,
  source: Source,
): Promise<StoredEvent | undefined> {
  const { kind, prefix, inTime, conjunction } = wide;
  const isOldest = isFromBeginning(range) && conjunction.size === 1;
  for (const { walked, asked } of source.bounds.turns) {
    const parameters = new Parameters(source.database);
    const branch = await walkOf(wide, parameters);
    const condition = beginning(wide, parameters);
    const part = inTime ? range : narrowed(range, walked);
    const walk = inTime
      ? walkQuery(branch, condition, range, walked, parameters)
      : eventQuery([{ ...branch, where: [...branch.where, condition] }], part, 1, parameters);
    const found = await ask(walk, parameters, source);
    if (found !== undefined || (!inTime && part === range)) return found;
    if (isOldest || (await source.isFew(kind, prefix, asked))) break;
  }
  const parameters = new Parameters(source.database);
  const found = isOldest
    ? rowsOf(oldestOf(wide, range.upTo, parameters), range)
    : eventQuery([eachOf(wide, parameters)], range, 1, parameters);
  return ask(found, parameters, source);
}

async function ask(
  sql: string,
  parameters: Parameters,
  { server }: Source,
): Promise<StoredEvent | undefined> {
  const [row] = await server.rows(sql, ...parameters.values);
  return row && eventOf(row);
}

function compare(a: StoredEvent, b: StoredEvent, inTime: boolean): number {
  const compared = inTime ? a.effectiveTime.compare(b.effectiveTime) : 0;
  return compared === 0 ? Number(a.revision - b.revision) : compared;
}
