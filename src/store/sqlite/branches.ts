import type { AttributeKind, EventSelector } from "../../domain/index.js";
import { conjunctionsOf, type Conjunction, type Wanted } from "../sql/conjunctions.js";
import { TABLES } from "../sql/dictionaryTables.js";
import type { SqlValue } from "./driver.js";
import { prefixRange, type Dictionary } from "./dictionary.js";

/** A part of a selector that one index answers in the order of the question. */
export interface Branch {
  /** What the index is asked, and what is left to look at, as conditions joined by `and`. */
  readonly where: string;
  readonly parameters: readonly SqlValue[];
  /** The index to use, which the planner does not always find; without one its events are few, and are sorted. */
  readonly index?: string | undefined;
}

/** SQLite joins at most 500 selects; more conjunctions are looked at event by event. */
const MOST_BRANCHES = 400;
/** Into so many types a question that leaves the type open is divided. */
const MOST_TYPES = 32;
/** So many values with a beginning are asked for one by one. */
const MOST_VALUES = 16;
/** So many subjects with a beginning are joined; with more of them, going through all events finds one soon. */
const MOST_JOINED = 2_000;

/**
 * The branches whose events are the selected ones, perhaps more than once; `undefined`: too many.
 * @param inTime whether events are asked for in effective-time order
 */
export function branchesOf(
  selector: EventSelector | undefined,
  dictionary: Dictionary,
  inTime: boolean,
): readonly Branch[] | undefined {
  const conjunctions =
    selector === undefined ? [new Map()] : conjunctionsOf(selector, MOST_BRANCHES);
  if (conjunctions === undefined) return undefined;
  const branches = conjunctions.flatMap((conjunction) =>
    branchesFor(conjunction, dictionary, inTime),
  );
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

function branchesFor(conjunction: Conjunction, dictionary: Dictionary, inTime: boolean): Branch[] {
  const streams = numbersOf("stream", conjunction.get("stream"), dictionary);
  const subjects = numbersOf("subject", conjunction.get("subject"), dictionary);
  const types = numbersOf("event-type", conjunction.get("event-type"), dictionary);
  if ([streams, subjects, types].some((numbers) => isList(numbers) && numbers.length === 0))
    return [];
  if (isList(subjects)) return ofSubjects(subjects, streams, types, dictionary, inTime);
  if (isList(streams)) return driven("stream", streams, types, [["subject", subjects]], inTime);
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
  const index = inTime ? "event_effective" : "event_type";
  const each = typesToAsk(types, dictionary, inTime);
  if (each !== undefined) return each.map((type) => branch([["type = ?", [type]]], rest, index));
  return [branch([], [...rest, ["event-type", types]])];
}

/** A subject that never has an event in the stream is not asked: it would be looked for among all that it has. */
function ofSubjects(
  subjects: readonly number[],
  streams: Numbers,
  types: Numbers,
  { together }: Dictionary,
  inTime: boolean,
): Branch[] {
  return subjects.flatMap((subject) => {
    if (isList(streams) && !streams.some((stream) => together.inStream(subject, stream))) return [];
    return driven("subject", [subject], types, [["stream", streams]], inTime);
  });
}

/** The types to ask for one by one; `undefined` where the log itself has the order. */
function typesToAsk(
  types: Numbers,
  dictionary: Dictionary,
  inTime: boolean,
): readonly number[] | undefined {
  if (isList(types)) return types;
  if (types !== undefined || !inTime) return undefined;
  const all = dictionary.types();
  return all.length > MOST_TYPES ? undefined : all;
}

/** Which index answers for a value of a column, and which for a value with a type. */
interface Indexes {
  readonly alone: string;
  readonly typed: string;
}

const INDEXES: Readonly<
  Record<"stream" | "subject", { readonly log: Indexes; readonly time: Indexes }>
> = {
  subject: {
    log: { alone: "event_of_subject", typed: "event_subject" },
    // A subject has few events, so those of one type are found soon among them.
    time: { alone: "event_subject_effective", typed: "event_subject_effective" },
  },
  stream: {
    log: { alone: "event_of_stream", typed: "event_stream" },
    // A stream has many events, and a type's are most often of one stream.
    time: { alone: "event_stream_effective", typed: "event_effective" },
  },
};

function driven(
  column: "stream" | "subject",
  numbers: readonly number[],
  types: Numbers,
  rest: readonly [AttributeKind, Numbers][],
  inTime: boolean,
): Branch[] {
  const { alone, typed } = INDEXES[column][inTime ? "time" : "log"];
  return numbers.flatMap((number) =>
    isList(types)
      ? types.map((type) => branch([[`${column} = ? and type = ?`, [number, type]]], rest, typed))
      : [branch([[`${column} = ?`, [number]]], [...rest, ["event-type", types]], alone)],
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
  return branch([drive], rest, "event_subject");
}

type Condition = readonly [sql: string, parameters: readonly SqlValue[]];

function branch(
  drive: readonly Condition[],
  rest: readonly [AttributeKind, Numbers][],
  index?: string,
): Branch {
  const conditions = [...drive, ...rest.flatMap(([kind, numbers]) => looked(kind, numbers) ?? [])];
  return {
    where: conditions.map(([sql]) => sql).join(" and "),
    parameters: conditions.flatMap(([, parameters]) => parameters),
    index,
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
