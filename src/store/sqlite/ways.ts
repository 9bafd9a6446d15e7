import type { AttributeKind, EventSelector } from "../../domain/index.js";
import {
  ANY,
  branch,
  branchesFor,
  INDEXES,
  meanings,
  MOST_BRANCHES,
  walksOf,
  type Asked,
  type Branch,
} from "./branches.js";
import { isList, type Meant, type Numbers } from "./meant.js";

/** What one event is asked for that has an attribute with a beginning which many values have. */
export interface Wide {
  readonly kind: AttributeKind;
  readonly prefix: string;
  /** Through events in the order of the question, whatever value they have; absent where no index has it. */
  readonly walks: readonly Branch[] | undefined;
  /** What is asked with each value: its first event is found by the index. */
  readonly each: Branch;
}

/** How one event is found: the first of those that branches and wide parts find. */
export interface Ways {
  readonly branches: readonly Branch[];
  readonly long: readonly Branch[];
  readonly wide: readonly Wide[];
}

/** How the first event that is selected is found; `undefined`: there would be too many ways. */
export function waysOf(selector: EventSelector | undefined, asked: Asked): Ways | undefined {
  const meant = meanings(selector, asked);
  if (meant === undefined) return undefined;
  const branches: Branch[] = [];
  const long: Branch[] = [];
  const wide: Wide[] = [];
  for (const each of meant) {
    const one = wideOf(each, asked);
    if (one !== undefined) wide.push(one);
    else for (const found of branchesFor(each, asked)) (found.isLong ? long : branches).push(found);
  }
  const count = branches.length + long.length + wide.length;
  return count > MOST_BRANCHES ? undefined : { branches, long, wide };
}

function wideOf(meant: Meant, asked: Asked): Wide | undefined {
  const { streams, subjects, types } = meant;
  if (isList(subjects)) return undefined;
  if (subjects !== undefined)
    return {
      kind: "subject",
      prefix: subjects.prefix,
      walks: orderedWalks({ ...meant, subjects: undefined }, asked),
      each: eachOf("subject", types, [["stream", streams]], asked),
    };
  if (isList(streams)) return undefined;
  if (streams !== undefined)
    return {
      kind: "stream",
      prefix: streams.prefix,
      walks: orderedWalks({ ...meant, streams: undefined }, asked),
      each: eachOf("stream", types, [], asked),
    };
  const walks = orderedWalks({ ...meant, types: undefined }, asked);
  // Without a beginning, what is asked of any type is asked of each only where nothing has the order.
  if (isList(types) || (types === undefined && walks !== undefined)) return undefined;
  const each = branch(ANY, [], asked.inTime ? "event_effective" : "event_type");
  return { kind: "event-type", prefix: types?.prefix ?? "", walks, each };
}

/** Going through events, where indexes have the order. */
function orderedWalks(meant: Meant, asked: Asked): readonly Branch[] | undefined {
  const walks = walksOf(meant, asked);
  return asked.inTime && walks.some(({ index }) => index === undefined) ? undefined : walks;
}

function eachOf(
  kind: "stream" | "subject",
  types: Numbers,
  rest: readonly [AttributeKind, Numbers][],
  { inTime }: Asked,
): Branch {
  const { log, time } = INDEXES[kind];
  const [type, another] = isList(types) ? types : [];
  const isTyped = !inTime && type !== undefined && another === undefined;
  if (isTyped) return branch(["type = ?", [type]], rest, log.typed);
  return branch(ANY, [...rest, ["event-type", types]], inTime ? time.alone : log.alone);
}
