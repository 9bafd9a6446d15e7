import type { World } from "../../domain/index.js";
import { instantiable, type CompiledComponent } from "../instantiable.js";
import { stateChangeOf, type StateChangeComponent } from "../stateChangeComponent.js";
import { stateViewOf, type StateViewComponent } from "../stateViewComponent.js";
import { Recent } from "./recent.js";

/** So many components stay ready in a thread; an instance may take as much memory as its limit allows. */
const MOST = 64;

/** A component that is ready: what of the two its world says. */
export interface Loaded {
  readonly stateChange?: StateChangeComponent;
  readonly stateView?: StateViewComponent;
}

/**
 * The components that a thread has ready, by hash; what was used longest ago is dropped first. Whoever
 * waits between loading and running keeps what was loaded: meanwhile, it may be forgotten here.
 */
export class LoadedComponents {
  readonly #request: (hash: string) => void;
  readonly #loaded = new Recent<string, Loaded>(MOST);
  readonly #awaited = new Map<string, (component: CompiledComponent | string) => void>();

  /** @param request asks the owner, which answers through `take` */
  constructor(request: (hash: string) => void) {
    this.#request = request;
  }

  /** A component that is ready. */
  ready(hash: string): Loaded | undefined {
    return this.#loaded.get(hash);
  }

  /** What the owner answered. */
  take(hash: string, component: CompiledComponent | string): void {
    this.#awaited.get(hash)?.(component);
    this.#awaited.delete(hash);
  }

  /** Makes a component ready. @throws Error when it cannot be had. */
  async load(hash: string, world: World): Promise<Loaded> {
    const known = this.ready(hash);
    if (known !== undefined) return known;
    const compiled = await new Promise<CompiledComponent | string>((resolve) => {
      this.#awaited.set(hash, resolve);
      this.#request(hash);
    });
    if (typeof compiled === "string") throw new Error(compiled);
    const component = await instantiable(compiled);
    const loaded =
      world === "state-change"
        ? { stateChange: stateChangeOf(component) }
        : { stateView: stateViewOf(component) };
    this.#loaded.set(hash, loaded);
    return loaded;
  }

  /** Lets go of components that are asked for no more. */
  forget(hashes: readonly string[]): void {
    for (const hash of hashes) this.#loaded.delete(hash);
  }
}
