import { loadComponent, type ComponentOptions } from "./component.js";
import { stateChangeOf, type StateChangeComponent } from "./stateChangeComponent.js";

/** Loads a state change's component. */
export async function loadStateChange(
  bytes: Uint8Array,
  options?: ComponentOptions,
): Promise<StateChangeComponent> {
  return stateChangeOf(await loadComponent(bytes, options));
}
