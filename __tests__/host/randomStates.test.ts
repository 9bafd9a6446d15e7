import "reflect-metadata";
import { jest } from "@jest/globals";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { problemsWithin } from "../../src/codec/state/problemsWithin.js";
import { StateViewError } from "../../src/domain/index.js";
import { loadStateView } from "../../src/host/loadStateView.js";
import type { StateViewComponent } from "../../src/host/stateViewComponent.js";
import { currentDefinitions, stateView } from "../../src/runtime/index.js";
import { DIAGNOSIS_CONTENT_TYPE, type Diagnosis } from "../../src/wasm/wit/index.js";
import { compareCases, Tally } from "../support/randomStates/compareCases.js";
import type { Fold } from "../support/randomStates/outcomes.js";
import { randomView, viewName } from "../support/randomStates/randomView.js";
import { parsed, renderedView } from "../support/stateContent.js";

/** `npm run fuzz:state -- --cases 100000 --seed 7` asks for more. */
const CASES = Number(process.env["STATE_CASES"] ?? 1_000);
const SEED = Number(process.env["STATE_SEED"] ?? 1);
/** A class costs more to compile than many folds. */
const CASES_A_VIEW = CASES > 20_000 ? 50 : 20;
/** Views of one component; more make it large. */
const VIEWS_A_COMPONENT = 250;

// Time to build a component; whoever asks for more cases gives the time for them, too.
if (process.env["STATE_CASES"] === undefined) jest.setTimeout(60_000);

const SCRIPT = join("__tests__", "support", "randomStates", "buildComponent.js");

/** A component with these views, built by the package itself. */
async function componentOf(first: number, count: number): Promise<StateViewComponent> {
  const folder = await mkdtemp(join(tmpdir(), "random-states-"));
  try {
    const file = join(folder, "states.wasm");
    await promisify(execFile)(process.execPath, [SCRIPT, file, String(first), String(count)]);
    return await loadStateView(await readFile(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Folds in the component, and sees that it does as in process. A component has no other way to refuse
 * than to trap; so of a fold that stops in process, it is asked for the reason alone.
 */
function foldLike(inProcess: Fold, component: StateViewComponent, name: string): Fold {
  return (content, events) => {
    const stored = renderedView(name, content);
    let expected: Uint8Array | undefined;
    try {
      expected = inProcess(content, events);
    } catch (error) {
      if (!(error instanceof StateViewError)) throw error;
      const context = { ...stored.context, contentType: DIAGNOSIS_CONTENT_TYPE };
      const { failure } = parsed(component.evolve({ ...stored, context }, events)) as Diagnosis;
      expect(failure?.reason).toBe(error.failure.reason);
      throw error;
    }
    const found = component.evolve(stored, events);
    expect(parsed(found)).toEqual(parsed(expected));
    expect(found).toEqual(expected);
    return found;
  };
}

test("random states fold in components as they do in process, at once and in pieces", async () => {
  const views = Math.ceil(CASES / CASES_A_VIEW);
  const first = SEED * 2_000_003;
  const tally = new Tally();
  const places = new Set<string>();
  let refused = 0;
  for (let batch = 0; batch < views; batch += VIEWS_A_COMPONENT) {
    const count = Math.min(VIEWS_A_COMPONENT, views - batch);
    const component = await componentOf(first + batch, count);
    const targets = Array.from({ length: count }, (_, index) => randomView(first + batch + index));
    const definitions = currentDefinitions();
    for (const [index, target] of targets.entries()) {
      const seed = first + batch + index;
      const definition = definitions.stateViewOf(target);
      if (definition === undefined) throw new Error("the view is not defined");
      const view = stateView(definition);
      const inProcess: Fold = (content, events) => view.evolve({ content }, events);
      const hidden = problemsWithin(target).filter(({ kind }) => kind === "hidden");
      // Components have no source text that would tell of private fields, so builds refuse them, with
      // their places: there is no component to compare with what stops, or is equal, in process.
      const fold = hidden.length > 0 ? inProcess : foldLike(inProcess, component, viewName(seed));
      for (const { member, declaredBy } of hidden) places.add(`${declaredBy}.${String(member)}`);
      refused += hidden.length > 0 ? CASES_A_VIEW : 0;
      compareCases(seed, CASES_A_VIEW, fold, tally);
    }
  }
  const { found, equal, stopped } = tally;
  if (process.env["STATE_CASES"] !== undefined)
    process.stdout.write(
      `in components: ${String(equal)} equal, ${String(stopped)} stopped, ${String(refused)} of them of classes that builds refuse\n`,
    );
  expect([...places].filter((place) => !/^[A-Z]\w*\.#?\w+$/.test(place))).toEqual([]);
  expect(refused).toBeGreaterThan(0);
  expect(found.slice(0, 20)).toEqual([]);
  expect(equal).toBeGreaterThan(CASES / 2);
  expect(stopped).toBeGreaterThan(CASES / 20);
});
