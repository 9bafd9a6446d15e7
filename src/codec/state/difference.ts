import { describe } from "../../domain/index.js";
import { isObject } from "../isObject.js";
import { Lost } from "./lost.js";

/**
 * The first place where a value that came back is another, or `undefined`. Functions are not compared.
 * @param standIns - whether plain objects may have come back as instances with the same properties.
 */
export function difference(was: unknown, is: unknown, standIns = false): Lost | undefined {
  if (typeof was === "function" && typeof is === "function") return undefined;
  if (was === is || Object.is(was, is)) return undefined;
  if (!isObject(was) || !isObject(is)) return other(was, is);
  if (prototypeOf(was) !== prototypeOf(is) && !(standIns && prototypeOf(was) === null))
    return other(was, is);
  if (was instanceof Date)
    return Object.is(was.getTime(), (is as Date).getTime()) ? undefined : other(was, is);
  if (was instanceof Map) return inEntries([...was], [...(is as Map<unknown, unknown>)], standIns);
  if (was instanceof Set)
    return inEntries([...was].entries(), [...(is as Set<unknown>)].entries(), standIns);
  const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
  for (const key of keys) {
    const lost = difference(Reflect.get(was, key), Reflect.get(is, key), standIns);
    if (lost !== undefined) return lost.under(key);
  }
  return undefined;
}

type Entries = Iterable<readonly [unknown, unknown]>;

function inEntries(was: Entries, is: Entries, standIns: boolean): Lost | undefined {
  const [before, after] = [[...was], [...is]];
  for (const [index, [key, item]] of before.entries()) {
    const found = after[index];
    if (found === undefined || found[0] !== key) return other(key, found?.[0]).under(String(index));
    const lost = difference(item, found[1], standIns);
    if (lost !== undefined) return lost.under(String(key));
  }
  return before.length < after.length ? other(undefined, after[before.length]?.[1]) : undefined;
}

const other = (was: unknown, is: unknown): Lost =>
  new Lost(`${shown(was)} would come back as ${shown(is)}`);

const shown = (value: unknown): string =>
  value instanceof Date ? `the Date ${describe(value.toString())}` : describe(value);

/** All that have none, or `Object`'s, are plain. */
const prototypeOf = (value: object): object | null => {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === Object.prototype ? null : prototype;
};
