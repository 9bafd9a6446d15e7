import type { AttributeKind, EventSelector } from "../../domain/index.js";
import { conjunctionsOf, type Conjunction, type Wanted } from "../sql/conjunctions.js";
import { TABLES } from "../sql/dictionaryTables.js";
import type { SqlValue } from "./driver.js";
import { prefixRange, type Dictionary } from "./dictionary.js";

/** A part of a selector that one index answers in the order of revisions. */
export interface Branch {
  /** What the index is asked, and what is left to look at, as conditions joined by `and`. */
  readonly where: string;
  readonly parameters: readonly SqlValue[];
  /**
   * Whether the events of the branch come out of an index in the order of revisions. Otherwise they
   * are few, and are sorted.
   */
  readonly from: "event" | "subjects";
  /** Whether a type and nothing else that an index begins with is given. */
  readonly isByType: boolean;
}

/** SQLite joins at most 500 selects; more conjunctions are looked at event by event. */
const MOST_BRANCHES = 400;
/** Into so many types a question that leaves the type open is divided. */
const MOST_TYPES = 32;
/** So many values with a beginning are asked for one by one. */
const MOST_VALUES = 16;
/** So many subjects with a beginning are joined; with more of them, going through all events finds one soon. */
const MOST_JOINED = 2_000;

/** The branches whose events are the selected ones, perhaps more than once; `undefined`: too many. */
export function branchesOf(
  selector: EventSelector,
  dictionary: Dictionary,
): readonly Branch[] | undefined {
  const conjunctions = conjunctionsOf(selector, MOST_BRANCHES);
  if (conjunctions === undefined) return undefined;
  const branches = conjunctions.flatMap((conjunction) => branchesFor(conjunction, dictionary));
  return branches.length > MOST_BRANCHES ? undefined : branches;
}

/** The numbers of an attribute that are meant: a few, or a beginning that many have, or any. */
type Numbers = readonly number[] | { readonly prefix: string } | undefined;

function numbersOf(
  kind: AttributeKind,
  wanted: Wanted | undefined,
  dictionary: Dictionary,
): Numbers {
  if (wanted === undefined) return undefined;
  if (wanted.op === "is") {
    const id = dictionary.find(kind, wanted.value);
    return id === undefined ? [] : [id];
  }
  const most = kind === "event-type" ? MOST_TYPES : MOST_VALUES;
  const ids = dictionary.startingWith(kind, wanted.prefix, most);
  return ids.length > most ? { prefix: wanted.prefix } : ids;
}

function branchesFor(conjunction: Conjunction, dictionary: Dictionary): Branch[] {
  const streams = numbersOf("stream", conjunction.get("stream"), dictionary);
  const subjects = numbersOf("subject", conjunction.get("subject"), dictionary);
  const types = numbersOf("event-type", conjunction.get("event-type"), dictionary);
  if ([streams, subjects, types].some((numbers) => isList(numbers) && numbers.length === 0))
    return [];
  const each = typesToAsk(types, isList(subjects) || isList(streams), dictionary);
  if (isList(subjects)) return driven("subject", subjects, each, [["stream", streams]], types);
  if (isList(streams)) return driven("stream", streams, each, [["subject", subjects]], types);
  if (subjects !== undefined) {
    const joined = joinedSubjects(
      subjects,
      [
        ["stream", streams],
        ["event-type", types],
      ],
      dictionary,
    );
    if (joined !== undefined) return [joined];
  }
  const rest: [AttributeKind, Numbers][] = [
    ["stream", streams],
    ["subject", subjects],
  ];
  if (each !== undefined)
    return each.map((type) => branch([["type = ?", [type]]], rest, "event", true));
  return [branch([], [...rest, ["event-type", types]], "event", false)];
}

/** The types to ask for one by one; `undefined` where the type stays open. */
function typesToAsk(
  types: Numbers,
  isDriven: boolean,
  dictionary: Dictionary,
): readonly number[] | undefined {
  if (isList(types)) return types;
  if (types !== undefined || !isDriven) return undefined;
  const all = dictionary.types();
  return all.length > MOST_TYPES ? undefined : all;
}

function driven(
  column: "stream" | "subject",
  numbers: readonly number[],
  each: readonly number[] | undefined,
  rest: readonly [AttributeKind, Numbers][],
  types: Numbers,
): Branch[] {
  return numbers.flatMap((number) =>
    each === undefined
      ? [branch([[`${column} = ?`, [number]]], [...rest, ["event-type", types]], "event", false)]
      : each.map((type) =>
          branch([[`${column} = ? and type = ?`, [number, type]]], rest, "event", false),
        ),
  );
}

/** The subjects with a beginning, if they are not too many: their events are found through them. */
function joinedSubjects(
  subjects: { readonly prefix: string },
  rest: readonly [AttributeKind, Numbers][],
  dictionary: Dictionary,
): Branch | undefined {
  if (dictionary.startingWith("subject", subjects.prefix, MOST_JOINED).length > MOST_JOINED)
    return undefined;
  const [range, parameters] = prefixRange("name", subjects.prefix);
  const drive: Condition = [`subject in (select id from subject where ${range})`, parameters];
  return branch([drive], rest, "subjects", false);
}

type Condition = readonly [sql: string, parameters: readonly SqlValue[]];

function branch(
  drive: readonly Condition[],
  rest: readonly [AttributeKind, Numbers][],
  from: Branch["from"],
  isByType: boolean,
): Branch {
  const conditions = [...drive, ...rest.flatMap(([kind, numbers]) => looked(kind, numbers) ?? [])];
  return {
    where: conditions.map(([sql]) => sql).join(" and "),
    parameters: conditions.flatMap(([, parameters]) => parameters),
    from,
    isByType,
  };
}

/** A condition that no index shall be chosen for: the plus keeps the planner from it. */
function looked(kind: AttributeKind, numbers: Numbers): Condition[] | undefined {
  if (numbers === undefined) return undefined;
  const column = `+${TABLES[kind]}`;
  if (isList(numbers)) return [[`${column} in (${numbers.map(() => "?").join(", ")})`, numbers]];
  const [range, parameters] = prefixRange("name", numbers.prefix);
  return [[`${column} in (select id from ${TABLES[kind]} where ${range})`, parameters]];
}

const isList = (numbers: Numbers): numbers is readonly number[] => Array.isArray(numbers);
