import type { AttributeKind } from "../../domain/index.js";
import type { Conjunction, Wanted } from "../sql/conjunctions.js";
import { TABLES } from "../sql/dictionaryTables.js";
import { numberOf, numbersOf } from "./dictionaryNumbers.js";
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
  /** Whether each asking gives its events in the order of revisions, so that the first ones suffice. */
  readonly isOrdered: boolean;
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
    wanted === undefined ? [] : [lookedAt(kind, wanted, parameters)];

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
  if (subject !== undefined && (await isFew("subject", subject.prefix, MOST_SUBJECTS))) {
    const drivers = numbersOf("subject", subject.prefix, parameters);
    const rest = looked("stream", stream);
    return type?.op === "is"
      ? {
          drivers,
          where: [
            `e.subject = d.id`,
            `e.type = ${numberOf(TYPES, type.value, parameters)}`,
            ...rest,
          ],
          isOrdered: true,
        }
      : { drivers, where: ["e.subject = d.id", ...looked(TYPES, type), ...rest], isOrdered: false };
  }
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
    return {
      drivers: `select s.id as stream, t.id as type from (${numbersOf("stream", stream.prefix, parameters)}) s cross join (${numbersOf(TYPES, undefined, parameters)}) t`,
      where: ["e.stream = d.stream", "e.type = d.type", ...looked("subject", subject)],
      isOrdered: true,
    };
  return { where: rest(), isOrdered: true };
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
  const drivers = numbersOf("stream", stream.prefix, parameters);
  return { drivers, where: ["e.stream = d.id", ...rest()], isOrdered: true };
}

/** One subject or stream, with one type after the other: so the b-tree gives the order of revisions. */
function byType(
  kind: "stream" | "subject",
  value: string | null,
  type: Wanted | undefined,
  rest: readonly string[],
  parameters: Parameters,
): Branch {
  const driving = `e.${kind} = ${numberOf(kind, value, parameters)}`;
  if (type?.op === "is")
    return {
      where: [driving, `e.type = ${numberOf(TYPES, type.value, parameters)}`, ...rest],
      isOrdered: true,
    };
  return {
    drivers: numbersOf(TYPES, type?.prefix, parameters),
    where: [driving, "e.type = d.id", ...rest],
    isOrdered: true,
  };
}

/** A condition that no b-tree shall be chosen for: the sum keeps the planner from it. */
function lookedAt(kind: AttributeKind, wanted: Wanted, parameters: Parameters): string {
  const column = `e.${TABLES[kind]} + 0`;
  return wanted.op === "is"
    ? `${column} = ${numberOf(kind, wanted.value, parameters)}`
    : `${column} in (${numbersOf(kind, wanted.prefix, parameters)})`;
}
