import { StateViewError, type Event } from "../../../src/domain/index.js";
import { textOf } from "../stateContent.js";
import type { RandomCase } from "./randomCase.js";

/** Folds some events into stored content; it throws where the fold stops. */
export type Fold = (
  content: Uint8Array | undefined,
  events: readonly Event[],
) => Uint8Array | undefined;

/** The content after a fold, or why it stopped. */
export interface Outcome {
  readonly content: string | undefined;
  readonly stopped: string | undefined;
}

export function foldedAtOnce({ whole }: RandomCase, fold: Fold): Outcome {
  return outcomeOf(() => fold(undefined, whole));
}

export function foldedInPieces({ pieces }: RandomCase, fold: Fold): Outcome {
  return outcomeOf(() => {
    let content: Uint8Array | undefined;
    for (const piece of pieces) content = fold(content, piece);
    return content;
  });
}

function outcomeOf(run: () => Uint8Array | undefined): Outcome {
  try {
    return { content: textOf(run()), stopped: undefined };
  } catch (error) {
    if (!(error instanceof StateViewError)) throw error;
    return { content: undefined, stopped: error.failure.reason };
  }
}

/** A stop tells the place in the state, or that it is the state itself. */
const PLACED = /^the state cannot be stored: \S+ ?\S/;

/** What is wrong with a pair of outcomes, or `undefined`. */
export function disagreement(atOnce: Outcome, inPieces: Outcome): string | undefined {
  for (const { stopped } of [atOnce, inPieces]) {
    if (stopped !== undefined && !PLACED.test(stopped))
      return `stopped without a place: ${stopped}`;
  }
  if (atOnce.stopped !== undefined || inPieces.stopped !== undefined) return undefined;
  return atOnce.content === inPieces.content
    ? undefined
    : `at once ${String(atOnce.content)}, in pieces ${String(inPieces.content)}`;
}
