import { disagreement, foldedAtOnce, foldedInPieces, type Fold } from "./outcomes.js";
import { randomCase } from "./randomCase.js";

/** What came of random cases. */
export class Tally {
  /** Cases in which folding at once and in pieces disagree. */
  readonly found: string[] = [];
  /** Cases that were folded to the end, both ways. */
  equal = 0;
  /** Cases in which a fold stopped. */
  stopped = 0;
}

/** Folds random cases of a view at once and in pieces, and adds to the tally what came of them. */
export function compareCases(seed: number, cases: number, fold: Fold, tally: Tally): void {
  for (let number = 0; number < cases; number++) {
    const given = randomCase(seed * 31 + number);
    const atOnce = foldedAtOnce(given, fold);
    const inPieces = foldedInPieces(given, fold);
    const problem = disagreement(atOnce, inPieces);
    if (problem !== undefined)
      tally.found.push(`view ${String(seed)}, case ${String(number)}: ${problem}`);
    if ((atOnce.stopped ?? inPieces.stopped) === undefined) tally.equal += 1;
    else tally.stopped += 1;
  }
}
