import type { LocalStateView } from "../database/index.js";
import type { Class, Fields } from "../domain/index.js";
import { stateView } from "../runtime/index.js";
import { viewDefinition } from "./definitionOf.js";
import { localStateView } from "./inProcess.js";

/**
 * A view that has this state for any parameters, once there is any event that it selects.
 *
 * @example
 * const database = inMemoryDatabase({ events: [opened], stateViews: [fixedView(AccountSummary, state)] });
 */
export function fixedView<V extends object>(view: Class<V>, state: Fields<V>): LocalStateView {
  const definition = viewDefinition(view);
  const content = stateView(definition).encode(Object.assign(new view(), state));
  return { ...localStateView(definition), evolve: () => content };
}
