import { loadComponent, type ComponentOptions } from "./component.js";
import { stateViewOf, type StateViewComponent } from "./stateViewComponent.js";

/** Loads a state view's component. */
export async function loadStateView(
  bytes: Uint8Array,
  options?: ComponentOptions,
): Promise<StateViewComponent> {
  return stateViewOf(await loadComponent(bytes, options));
}
