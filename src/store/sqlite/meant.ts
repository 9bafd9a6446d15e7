import type { AttributeKind } from "../../domain/index.js";
import type { Conjunction } from "../sql/conjunctions.js";
import { TABLES } from "../sql/dictionaryTables.js";
import type { SqliteBounds } from "./sqliteBounds.js";
import { prefixRange, type Dictionary } from "./dictionary.js";
import type { SqlValue } from "./driver.js";

/** The numbers of an attribute that are meant: a few, or a beginning that many have, or any. */
export type Numbers = readonly number[] | { readonly prefix: string } | undefined;

/** What a conjunction means. */
export interface Meant {
  readonly streams: Numbers;
  readonly subjects: Numbers;
  readonly types: Numbers;
}

export const isList = (numbers: Numbers): numbers is readonly number[] => Array.isArray(numbers);

/** The numbers that are meant by a conjunction; `undefined` when no event can have them. */
export function meantBy(
  conjunction: Conjunction,
  dictionary: Dictionary,
  bounds: SqliteBounds,
): Meant | undefined {
  const streams = numbersOf("stream", conjunction, dictionary, bounds.values);
  if (isNone(streams)) return undefined;
  const subjects = numbersOf("subject", conjunction, dictionary, bounds.values);
  if (isNone(subjects)) return undefined;
  const types = numbersOf("event-type", conjunction, dictionary, bounds.types);
  return isNone(types) ? undefined : { streams, subjects, types };
}

const isNone = (numbers: Numbers): boolean => isList(numbers) && numbers.length === 0;

function numbersOf(
  kind: AttributeKind,
  conjunction: Conjunction,
  dictionary: Dictionary,
  most: number,
): Numbers {
  const wanted = conjunction.get(kind);
  if (wanted === undefined) return undefined;
  if (wanted.op === "is") {
    const id = dictionary.find(kind, wanted.value);
    return id === undefined ? [] : [id];
  }
  // Each event has a stream and a type, and not each a subject.
  if (wanted.prefix === "" && kind !== "subject") return undefined;
  const ids = dictionary.startingWith(kind, wanted.prefix, most);
  return ids.length > most ? { prefix: wanted.prefix } : ids;
}

export type Condition = readonly [sql: string, parameters: readonly SqlValue[]];

/** A condition that no index shall be chosen for: the plus keeps the planner from it. */
export function looked(kind: AttributeKind, numbers: NonNullable<Numbers>): Condition {
  if (!isList(numbers)) return beginning(kind, numbers.prefix);
  return [`+${TABLES[kind]} in (${numbers.map(() => "?").join(", ")})`, numbers];
}

/** Whether an event's value has a beginning. Asked of each event, for all such values may be very many. */
export function beginning(kind: AttributeKind, prefix: string): Condition {
  const table = TABLES[kind];
  const [range, parameters] = prefixRange("name", prefix);
  return [
    `(select 1 from ${table} where ${table}.id = event.${table} and ${range}) is not null`,
    parameters,
  ];
}
