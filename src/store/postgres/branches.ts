import type { AttributeKind } from "../../domain/index.js";
import type { Conjunction, Wanted } from "../sql/conjunctions.js";
import { TABLES } from "../sql/dictionaryTables.js";
import { begins, hasBeginning } from "./beginnings.js";
import { numberOf, numbersOf } from "./dictionaryNumbers.js";
import type { At, Columns } from "./entries.js";
import type { Parameters } from "./parameters.js";

/** A part of a selector that one b-tree answers. */
export interface Branch {
  /**
   * A select of the numbers that the b-tree is asked for one after the other, as `d`; absent where it
   * is asked once.
   */
  readonly drivers?: string | undefined;
  /** What is asked of an event `e`. */
  readonly where: readonly string[];
  /** Whether each asking gives its events in the order of the question, so that the first ones suffice. */
  readonly isOrdered: boolean;
  /** Whether more is looked at than the b-tree is asked for, which those have that are about subjects. */
  readonly isFiltered?: boolean;
  /** The b-tree that has the events in the order of revisions, if nothing is asked besides. */
  readonly place?: Place | undefined;
}

/** A b-tree, by its columns, and the numbers that they must have. */
export interface Place {
  readonly columns: Columns;
  readonly at: At;
}

/** So many subjects with a beginning are asked for one by one; with more of them, going through the log finds one soon. */
const MOST_SUBJECTS = 2_000;
/** The same for streams, each with each type. */
const MOST_STREAMS = 64;

/** Whether an attribute has at most so many values with the beginning. */
export type IsFew = (kind: AttributeKind, prefix: string, most: number) => Promise<boolean>;

/** What is the same for all pages of a query. */
export interface Plan {
  /** Of which an event must fulfil one; `undefined`: too many. */
  readonly conjunctions: readonly Conjunction[] | undefined;
  readonly isFew: IsFew;
}

const TYPES = "event-type";

/** The branches whose events are the selected ones, perhaps more than once; `undefined`: too many. */
export async function branchesOf(
  { conjunctions, isFew }: Plan,
  inTime: boolean,
  parameters: Parameters,
): Promise<readonly Branch[] | undefined> {
  if (conjunctions === undefined) return undefined;
  const branches: Branch[] = [];
  for (const conjunction of conjunctions)
    branches.push(await branchOf(conjunction, inTime, parameters, isFew));
  return branches;
}

/** How the events of a conjunction are found. */
async function branchOf(
  conjunction: Conjunction,
  inTime: boolean,
  parameters: Parameters,
  isFew: IsFew,
): Promise<Branch> {
  const [stream, subject, type] = (["stream", "subject", TYPES] as const).map((kind) =>
    conjunction.get(kind),
  );
  const looked = (kind: AttributeKind, wanted: Wanted | undefined): string[] =>
    wanted === undefined ? [] : [lookedAt(kind, wanted, parameters, inTime)];

  if (subject?.op === "is") {
    // In effective-time order a b-tree has all events of a subject, which are few.
    if (inTime)
      return {
        where: [
          `e.subject = ${numberOf("subject", subject.value, parameters)}`,
          ...looked(TYPES, type),
          ...looked("stream", stream),
        ],
        isOrdered: true,
        isFiltered: type !== undefined || stream !== undefined,
      };
    return byType("subject", subject.value, type, looked("stream", stream), parameters);
  }
  if (stream !== undefined && inTime && type === undefined) {
    const ofStream = await inTimeOf(stream, () => looked("subject", subject), parameters, isFew);
    if (ofStream !== undefined) return ofStream;
  }
  // In effective-time order, a type's events are most often of one stream: see below.
  if (stream?.op === "is" && !inTime)
    return byType("stream", stream.value, type, looked("subject", subject), parameters);
  if (subject !== undefined && (await isFew("subject", subject.prefix, MOST_SUBJECTS)))
    return ofSubjects(subject.prefix, conjunction, inTime, parameters);
  // Each look adds parameters, so only what is used is looked at.
  const rest = (): string[] => [...looked("stream", stream), ...looked("subject", subject)];
  if (type?.op === "is")
    return {
      where: [`e.type = ${numberOf(TYPES, type.value, parameters)}`, ...rest()],
      isOrdered: true,
    };
  if (type !== undefined || inTime)
    return {
      drivers: numbersOf(TYPES, type?.prefix, parameters),
      where: ["e.type = d.id", ...rest()],
      isOrdered: true,
    };
  if (stream?.op === "begins" && (await isFew("stream", stream.prefix, MOST_STREAMS)))
    return ofStreams(stream.prefix, conjunction, parameters);
  return { where: rest(), isOrdered: true };
}

/** The events of each subject with a beginning. */
function ofSubjects(
  prefix: string,
  conjunction: Conjunction,
  inTime: boolean,
  parameters: Parameters,
): Branch {
  const [stream, type] = [conjunction.get("stream"), conjunction.get(TYPES)];
  const isTyped = type?.op === "is";
  const where = ["e.subject = d.id"];
  if (isTyped) where.push(`e.type = ${numberOf(TYPES, type.value, parameters)}`);
  else if (type !== undefined) where.push(lookedAt(TYPES, type, parameters));
  if (stream !== undefined) where.push(lookedAt("stream", stream, parameters));
  return {
    drivers: numbersOf("subject", prefix, parameters),
    where,
    isOrdered: isTyped || inTime,
  };
}

/** The events of each stream with a beginning, type by type, in the order of revisions. */
function ofStreams(prefix: string, conjunction: Conjunction, parameters: Parameters): Branch {
  const [subject, type] = [conjunction.get("subject"), conjunction.get(TYPES)];
  const streams = numbersOf("stream", prefix, parameters);
  const types =
    type?.op === "is"
      ? `select ${numberOf(TYPES, type.value, parameters)} as id`
      : numbersOf(TYPES, type?.prefix, parameters);
  const where = ["e.stream = d.stream", "e.type = d.type"];
  if (subject !== undefined) where.push(lookedAt("subject", subject, parameters));
  return {
    drivers: `select s.id as stream, t.id as type from (${streams}) s cross join (${types}) t`,
    where,
    isOrdered: true,
    place:
      subject === undefined
        ? { columns: ["stream", "type"], at: { stream: "d.stream", type: "d.type" } }
        : undefined,
  };
}

/** The events of each stream with a beginning, in effective-time order. */
function ofStreamsInTime(prefix: string, rest: readonly string[], parameters: Parameters): Branch {
  const drivers = numbersOf("stream", prefix, parameters);
  return { drivers, where: ["e.stream = d.id", ...rest], isOrdered: true };
}

/** The events of one stream, or of a few, each in effective-time order. */
async function inTimeOf(
  stream: Wanted,
  rest: () => readonly string[],
  parameters: Parameters,
  isFew: IsFew,
): Promise<Branch | undefined> {
  if (stream.op === "is") {
    const number = numberOf("stream", stream.value, parameters);
    return { where: [`e.stream = ${number}`, ...rest()], isOrdered: true };
  }
  if (!(await isFew("stream", stream.prefix, MOST_STREAMS))) return undefined;
  return ofStreamsInTime(stream.prefix, rest(), parameters);
}

/** One subject or stream, with one type after the other: so the b-tree gives the order of revisions. */
function byType(
  kind: "stream" | "subject",
  value: string | null,
  type: Wanted | undefined,
  rest: readonly string[],
  parameters: Parameters,
): Branch {
  const number = numberOf(kind, value, parameters);
  const typeNumber = type?.op === "is" ? numberOf(TYPES, type.value, parameters) : "d.id";
  const where = [`e.${kind} = ${number}`, `e.type = ${typeNumber}`, ...rest];
  const place: Place | undefined =
    rest.length > 0
      ? undefined
      : { columns: [kind, "type"], at: { [kind]: number, type: typeNumber } };
  if (type?.op === "is") return { where, isOrdered: true, isFiltered: rest.length > 0, place };
  return { drivers: numbersOf(TYPES, type?.prefix, parameters), where, isOrdered: true, place };
}

/** A condition that no b-tree shall be chosen for: the sum keeps the planner from it. */
function lookedAt(
  kind: AttributeKind,
  wanted: Wanted,
  parameters: Parameters,
  inTime = false,
): string {
  const table = TABLES[kind];
  if (wanted.op === "is") return `e.${table} + 0 = ${numberOf(kind, wanted.value, parameters)}`;
  // Types are few, and in effective-time order many events are looked at: the numbers are gathered
  // once, and the truth of it keeps the planner from joining them.
  if (kind === TYPES || inTime)
    return `(e.${table} + 0 in (${numbersOf(kind, wanted.prefix, parameters)})) is true`;
  return hasBeginning(table, `e.${table}`, begins(wanted.prefix, parameters));
}
