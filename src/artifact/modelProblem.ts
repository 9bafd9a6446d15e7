import { messageOf, nameProblem, selectorFromJson } from "../domain/index.js";

/**
 * Says why a value is no model whose names and selectors can be believed, or `undefined`. Names lead to
 * files, so that one with other signs could lead anywhere.
 */
export function modelProblem(model: unknown): string | undefined {
  if (typeof model !== "object" || model === null) return "it is no object";
  const { schemaVersion, stateViews, stateChanges } = model as Readonly<Record<string, unknown>>;
  // Of another version nothing more is known.
  if (schemaVersion !== 1) return undefined;
  return listProblem("state view", stateViews) ?? listProblem("state change", stateChanges);
}

function listProblem(kind: "state view" | "state change", list: unknown): string | undefined {
  if (!Array.isArray(list)) return `it has no list of ${kind}s`;
  for (const definition of list as unknown[]) {
    if (typeof definition !== "object" || definition === null) return `a ${kind} is no object`;
    const { name, selector } = definition as { name?: unknown; selector?: unknown };
    const problem = nameProblem(kind, name);
    if (problem !== undefined) return problem;
    if (selector === undefined) continue;
    try {
      selectorFromJson(selector);
    } catch (error) {
      return `the selector of ${String(name)} cannot be read: ${messageOf(error)}`;
    }
  }
  return undefined;
}
