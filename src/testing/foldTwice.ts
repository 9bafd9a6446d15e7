import { parseJsonBytes } from "../codec/index.js";
import type { LocalStateView } from "../database/index.js";
import { messageOf, type Event } from "../domain/index.js";
import { compareValues } from "./compareValues.js";
import { differenceLines, differs } from "./comparison.js";
import type { Level } from "./level.js";

/** A level whose folds are checked, and what was found since that was asked last. */
export interface CheckedLevel {
  readonly level: Level;
  takeFinding(): string | undefined;
}

/**
 * A level that folds twice: at one go, and with the state stored and read again after every event, as a
 * database may do at any time. Both must give the same bytes; whatever a view keeps outside of its stored
 * state shows itself here, in the first specification that has two events.
 */
export function foldingTwice(level: Level): CheckedLevel {
  let finding: string | undefined;
  const note = (found: string | undefined): void => {
    finding ??= found;
  };
  return {
    level: {
      ...level,
      stateViews: level.stateViews.map((view) => ({
        ...view,
        evolve: (stored, events) => {
          const whole = view.evolve(stored, events);
          note(piecesProblem(view, stored, events, whole));
          return whole;
        },
      })),
    },
    takeFinding: () => {
      const found = finding;
      finding = undefined;
      return found;
    },
  };
}

/** So many events are folded one by one; so many pieces more are made of the others. */
const PIECES = 100;

function piecesProblem(
  view: LocalStateView,
  stored: Parameters<LocalStateView["evolve"]>[0],
  events: readonly Event[],
  whole: Uint8Array | undefined,
): string | undefined {
  if (events.length < 2) return undefined;
  const size = Math.ceil(Math.max(events.length - PIECES, 1) / PIECES);
  let content = stored.content;
  let start = 0;
  while (start < events.length) {
    const end = start < PIECES ? start + 1 : start + size;
    try {
      content = view.evolve({ ...stored, content }, events.slice(start, end));
    } catch (error) {
      return told(view, [
        `stored after event ${String(start)}, it stops at the next one: ${messageOf(error)}`,
      ]);
    }
    start = end;
  }
  return sameBytes(whole, content) ? undefined : told(view, difference(whole, content));
}

const told = ({ name }: LocalStateView, lines: readonly string[]): string =>
  [
    `the state of ${name} depends on when it is stored: folded at one go the events give another state than with a store after every event`,
    ...lines,
    "The database stores the state whenever it likes, so all of it must come back from storage: keep it in plain properties of the view, each object in one place only, with @Type(() => Class) on what is no plain JSON; nothing in #private fields, accessors or variables of a module.",
  ].join("\n");

function difference(
  whole: Uint8Array | undefined,
  pieces: Uint8Array | undefined,
): readonly string[] {
  const [left, right] = [whole, pieces].map((content) => content && read(content));
  const row = compareValues(left, right, "exact").find(differs);
  return row === undefined
    ? ["only the bytes differ, such as in the order of keys"]
    : differenceLines(row, row.path === "" ? "the state" : row.path, [
        "at one go: ",
        "in pieces: ",
      ]);
}

function read(content: Uint8Array): unknown {
  try {
    return parseJsonBytes(content);
  } catch {
    return content;
  }
}

function sameBytes(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
