import { oneSided, type Comparing } from "./comparing.js";
import type { Row } from "./comparison.js";
import { shown } from "./shown.js";
import { entryPath, itemPath } from "./valuePath.js";

/** Entries by their keys, in whatever order. */
export function compareMaps(
  expected: ReadonlyMap<unknown, unknown>,
  actual: ReadonlyMap<unknown, unknown>,
  path: string,
  comparing: Comparing,
): readonly Row[] {
  const rows: Row[] = [];
  const left = new Map(actual);
  for (const [key, value] of expected) {
    const at = entryPath(path, key);
    const counterpart = counterpartOf(key, left, comparing);
    if (counterpart === undefined) {
      rows.push(...comparing.missing("expected", value, at));
      continue;
    }
    rows.push(...comparing.rows(value, left.get(counterpart.key), at));
    left.delete(counterpart.key);
  }
  if (comparing.strictness === "partial") return rows;
  for (const [key, value] of left) {
    rows.push(...comparing.missing("actual", value, entryPath(path, key)));
  }
  return rows.length === 0 ? [{ path, expected: "Map {}", actual: "Map {}", same: true }] : rows;
}

/** Items in whatever order. A set is compared whole: what is a part of an item is another item. */
export function compareSets(
  expected: ReadonlySet<unknown>,
  actual: ReadonlySet<unknown>,
  path: string,
  comparing: Comparing,
): readonly Row[] {
  const rows: Row[] = [];
  const left = new Map([...actual].map((item) => [item, item]));
  for (const item of expected) {
    const counterpart = counterpartOf(item, left, comparing);
    const [at, text] = [itemPath(path, item), shown(item)];
    if (counterpart === undefined) rows.push(oneSided("expected", at, text));
    else {
      rows.push({ path: at, expected: text, actual: text, same: true });
      left.delete(counterpart.key);
    }
  }
  for (const item of left.keys()) rows.push(oneSided("actual", itemPath(path, item), shown(item)));
  return rows.length === 0 ? [{ path, expected: "Set {}", actual: "Set {}", same: true }] : rows;
}

/** The key that is the same value; objects are one by what they hold. */
function counterpartOf(
  key: unknown,
  among: ReadonlyMap<unknown, unknown>,
  { same }: Comparing,
): { readonly key: unknown } | undefined {
  if (among.has(key)) return { key };
  if (typeof key !== "object" || key === null) return undefined;
  for (const candidate of among.keys()) {
    if (same(key, candidate)) return { key: candidate };
  }
  return undefined;
}
