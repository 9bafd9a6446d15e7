import "reflect-metadata";
import { stateView, currentDefinitions } from "../../src/runtime/index.js";
import { compareCases, Tally } from "../support/randomStates/compareCases.js";
import type { Fold } from "../support/randomStates/outcomes.js";
import { randomView } from "../support/randomStates/randomView.js";

/** `npm run fuzz:state -- --cases 100000 --seed 7` asks for more. */
const CASES = Number(process.env["STATE_CASES"] ?? 3_000);
const SEED = Number(process.env["STATE_SEED"] ?? 1);
/** A class costs more to compile than many folds. */
const CASES_A_VIEW = CASES > 20_000 ? 50 : 10;

test("random states, folded at once and in pieces, are equal or stop with their place", () => {
  const views = Array.from({ length: Math.ceil(CASES / CASES_A_VIEW) }, (_, index) => ({
    seed: SEED * 1_000_003 + index,
    target: randomView(SEED * 1_000_003 + index),
  }));
  const definitions = currentDefinitions();
  const tally = new Tally();
  for (const { seed, target } of views) {
    const definition = definitions.stateViewOf(target);
    if (definition === undefined) throw new Error("the view is not defined");
    const view = stateView(definition);
    const fold: Fold = (content, events) => view.evolve({ content }, events);
    compareCases(seed, CASES_A_VIEW, fold, tally);
  }
  const { found, equal, stopped } = tally;
  if (process.env["STATE_CASES"] !== undefined)
    process.stdout.write(`in process: ${String(equal)} equal, ${String(stopped)} stopped\n`);
  expect(found.slice(0, 20)).toEqual([]);
  // Neither half may be empty, or the cases show nothing.
  expect(equal).toBeGreaterThan(CASES / 2);
  expect(stopped).toBeGreaterThan(CASES / 20);
});
