import type { AttributeKind, EventSelector } from "../../domain/index.js";
import { conjunctionsOf } from "../sql/conjunctions.js";
import type { SqliteBounds } from "./sqliteBounds.js";
import { prefixRange, type Dictionary } from "./dictionary.js";
import type { SqlValue } from "./driver.js";
import { isList, looked, meantBy, type Condition, type Meant, type Numbers } from "./meant.js";

/** A part of a selector that one index answers in the order of the question. */
export interface Branch {
  /** What the index is asked, and what is left to look at, as conditions joined by `and`. */
  readonly where: string;
  readonly parameters: readonly SqlValue[];
  /** The index to use, which the planner does not always find; without one its events are few, and are sorted. */
  readonly index?: string | undefined;
  /** Whether very many events may be gone through for one: those of a busy subject, for a stream. */
  readonly isLong?: boolean;
}

/** What is looked at besides. */
type Rest = readonly (readonly [AttributeKind, Numbers])[];

/** What is asked, and of whom. */
export interface Asked {
  readonly dictionary: Dictionary;
  /** Whether events are asked for in effective-time order. */
  readonly inTime: boolean;
  /** The last revision that the question is about. */
  readonly upTo: number;
  readonly bounds: SqliteBounds;
}

/** SQLite joins at most 500 selects; more conjunctions are looked at event by event. */
export const MOST_BRANCHES = 400;
/** So many subjects with a beginning are joined; with more of them, all events are gone through. */
const MOST_JOINED = 2_000;

/** The branches whose events are the selected ones, perhaps more than once; `undefined`: too many. */
export function branchesOf(
  selector: EventSelector | undefined,
  asked: Asked,
): readonly Branch[] | undefined {
  const branches = meanings(selector, asked)?.flatMap((meant) => branchesFor(meant, asked));
  return branches === undefined || branches.length > MOST_BRANCHES ? undefined : branches;
}

/** What the conjunctions of a selector mean, those that events can fulfil; `undefined`: too many. */
export function meanings(
  selector: EventSelector | undefined,
  { dictionary, bounds }: Asked,
): readonly Meant[] | undefined {
  const conjunctions =
    selector === undefined ? [new Map()] : conjunctionsOf(selector, MOST_BRANCHES);
  return conjunctions?.flatMap((conjunction) => meantBy(conjunction, dictionary, bounds) ?? []);
}

export function branchesFor(meant: Meant, asked: Asked): readonly Branch[] {
  const { streams, subjects, types } = meant;
  const { dictionary } = asked;
  if (isList(subjects)) return ofSubjects(subjects, streams, types, asked);
  const isJoined = !isList(streams) && subjects !== undefined;
  const joined = isJoined ? joinedSubjects(subjects, meant, dictionary) : undefined;
  return joined === undefined ? walksOf(meant, asked) : [joined];
}

/** A subject that never has an event in the stream is not asked: it would be looked for among all that it has. */
function ofSubjects(
  subjects: readonly number[],
  streams: Numbers,
  types: Numbers,
  { dictionary, inTime, upTo, bounds }: Asked,
): Branch[] {
  const { together, busy } = dictionary;
  const rest: Rest = streams === undefined ? [] : [["stream", streams]];
  const branches: Branch[] = [];
  for (const subject of subjects) {
    if (isList(streams) && !streams.some((stream) => together.inStream(subject, stream))) continue;
    const isBusy = (streams !== undefined || inTime) && busy.isBusy(subject, upTo, bounds.busy);
    const add = (one: Branch): void => {
      branches.push(isBusy && streams !== undefined ? { ...one, isLong: true } : one);
    };
    if (!isList(types)) {
      add(ofAnyType("subject", subject, types, rest, inTime));
      continue;
    }
    for (const type of types) {
      // A few are sorted; without a type among very many, there are none.
      const isSorted = inTime && isBusy && busy.isSeldom(subject, type, bounds.seldom);
      add(ofType("subject", subject, type, rest, inTime && !isSorted));
    }
  }
  return branches;
}

/** Through the events of streams, of types, or all; without an index where none has the order. */
export function walksOf({ streams, subjects, types }: Meant, asked: Asked): Branch[] {
  const { inTime } = asked;
  if (isList(streams)) {
    const rest: Rest = [["subject", subjects]];
    return streams.flatMap((stream) =>
      isList(types)
        ? types.map((type) => ofType("stream", stream, type, rest, inTime))
        : [ofAnyType("stream", stream, types, rest, inTime)],
    );
  }
  const rest: Rest = [
    ["stream", streams],
    ["subject", subjects],
  ];
  const index = inTime ? "event_effective" : "event_type";
  const each = typesToAsk(types, asked);
  if (each !== undefined) return each.map((type) => branch(["type = ?", [type]], rest, index));
  return [branch(ANY, [...rest, ["event-type", types]])];
}

/** The types to ask for one by one; `undefined` where the log itself has the order, or they are too many. */
function typesToAsk(
  types: Numbers,
  { dictionary, inTime, bounds }: Asked,
): readonly number[] | undefined {
  if (isList(types)) return types;
  if (types !== undefined || !inTime) return undefined;
  const all = dictionary.types();
  return all.length > bounds.types ? undefined : all;
}

/** Which index answers for a value of a column, and which for a value with a type. */
interface Indexes {
  readonly alone: string;
  readonly typed: string;
}

export const INDEXES: Readonly<
  Record<"stream" | "subject", { readonly log: Indexes; readonly time: Indexes }>
> = {
  subject: {
    log: { alone: "event_of_subject", typed: "event_subject" },
    // It has the types, so those of one type are found without reading events.
    time: { alone: "event_subject_effective", typed: "event_subject_effective" },
  },
  stream: {
    log: { alone: "event_of_stream", typed: "event_stream" },
    // A stream has many events, and a type's are most often of one stream.
    time: { alone: "event_stream_effective", typed: "event_effective" },
  },
};

/** What an index is asked for a value, alone and with a type. */
const ASKED = {
  subject: ["subject = ?", "subject = ? and type = ?"],
  stream: ["stream = ?", "stream = ? and type = ?"],
} as const;

function ofType(
  column: "stream" | "subject",
  number: number,
  type: number,
  rest: Rest,
  inTime: boolean,
): Branch {
  const index = INDEXES[column][inTime ? "time" : "log"].typed;
  return branch([ASKED[column][1], [number, type]], rest, index);
}

function ofAnyType(
  column: "stream" | "subject",
  number: number,
  types: Numbers,
  rest: Rest,
  inTime: boolean,
): Branch {
  const index = INDEXES[column][inTime ? "time" : "log"].alone;
  return branch([ASKED[column][0], [number]], [...rest, ["event-type", types]], index);
}

/** The subjects with a beginning, if they are not too many: their events are found through them. */
function joinedSubjects(
  { prefix }: { readonly prefix: string },
  { streams, types }: Meant,
  dictionary: Dictionary,
): Branch | undefined {
  if (dictionary.isMore("subject", prefix, MOST_JOINED)) return undefined;
  const [range, parameters] = prefixRange("name", prefix);
  const drive: Condition = [`subject in (select id from subject where ${range})`, parameters];
  const rest: Rest = [
    ["stream", streams],
    ["event-type", types],
  ];
  return branch(drive, rest, "event_subject");
}

/** Nothing that an index is asked. */
export const ANY: Condition = ["", []];

/** @param drive what the index is asked */
export function branch([drive, driving]: Condition, rest: Rest, index?: string): Branch {
  let where = drive;
  let parameters = driving;
  for (const [kind, numbers] of rest) {
    if (numbers === undefined) continue;
    const [sql, values] = looked(kind, numbers);
    where = where === "" ? sql : `${where} and ${sql}`;
    parameters = [...parameters, ...values];
  }
  return { where, parameters, index };
}
