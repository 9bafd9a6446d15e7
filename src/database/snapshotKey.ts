import type { ParameterBindings } from "../domain/index.js";
import type { PublishedStateView, SnapshotKey } from "./ports/index.js";

/** What the snapshots of a view with these parameters are kept by; their order does not matter. */
export function snapshotKey(
  { name, version, componentHash }: PublishedStateView,
  bindings: ParameterBindings,
): SnapshotKey {
  const parameters = bindings.map(([parameter, { value }]) => [parameter, value] as const);
  // Names come once, so they alone decide; by code units, which are the same everywhere.
  if (parameters.length > 1) parameters.sort(([a], [b]) => (a < b ? -1 : 1));
  return { view: name, version, componentHash, parameters: JSON.stringify(parameters) };
}
