import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import "../../examples/savings-account/src/index.js";
import type { LocalStateView } from "../../src/database/index.js";
import { publishedStateView } from "../../src/testing/inProcess.js";
import { loadBuiltProject, readModel, type BuiltProject } from "../../src/host/index.js";
import {
  stateChange,
  stateView,
  validDefinitions,
  type StateView,
} from "../../src/runtime/index.js";

/** What the example's build wrote. */
export const SAVINGS_ACCOUNT_DIST = fileURLToPath(
  new URL("../../examples/savings-account/dist", import.meta.url),
);

export const ACCOUNT = "3f1c1a52-5c2e-4d0a-9a53-0d6f0d6d7a11";
export const OTHER_ACCOUNT = "8c6b7f0e-7b0d-4a43-8f57-6a1c3a1c2b22";

/** The savings account's components. */
export function builtSavingsAccount(): Promise<BuiltProject> {
  return loadBuiltProject(SAVINGS_ACCOUNT_DIST);
}

export function savingsAccountComponent(
  folder: "state-views" | "state-changes",
  name: string,
): Promise<Uint8Array> {
  return readFile(join(SAVINGS_ACCOUNT_DIST, folder, `${name}.wasm`));
}

/** The same project in plain Node: the same classes, without components. */
export async function plainSavingsAccount(): Promise<BuiltProject> {
  const definitions = validDefinitions();
  return {
    model: await readModel(SAVINGS_ACCOUNT_DIST),
    stateViews: definitions.stateViews.map((definition): LocalStateView => ({
      ...publishedStateView(definition),
      evolve: (stored, events) => stateView(definition).evolve(stored, events),
    })),
    stateChanges: new Map(
      definitions.stateChanges.map((definition) => [
        definition.name,
        stateChange(definition, definitions),
      ]),
    ),
  };
}

/** A view of the savings account in plain Node. */
export function plainView(name: string): StateView {
  const definition = validDefinitions().stateViews.find((view) => view.name === name);
  if (definition === undefined) throw new Error(`there is no state view ${name}`);
  return stateView(definition);
}
