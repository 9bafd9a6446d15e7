import type { Definition, DefinitionStore, NewDefinition } from "../ports/index.js";
import { componentHash as hashOf } from "../componentHash.js";

/** Definitions in memory. */
export class InMemoryDefinitions implements DefinitionStore {
  readonly #definitions: Definition[] = [];
  readonly #components = new Map<string, Uint8Array>();

  async publish({ component, ...definition }: NewDefinition): Promise<Definition> {
    const componentHash = await hashOf(component);
    const { world, name } = definition;
    const before = this.#definitions.filter((each) => each.world === world && each.name === name);
    const published = { ...definition, version: BigInt(before.length + 1), componentHash };
    this.#components.set(componentHash, component.slice());
    this.#definitions.push(published);
    return published;
  }

  /** Versions and their bytes never change, so that both stores may hold the same ones. */
  takeAll(source: DefinitionStore): boolean {
    if (!(#components in source) || this.#definitions.length > 0) return false;
    this.#definitions.push(...source.#definitions);
    for (const [hash, bytes] of source.#components) this.#components.set(hash, bytes);
    return true;
  }

  async list(): Promise<readonly Definition[]> {
    return Promise.resolve(this.#definitions.toSorted(byName));
  }

  async component(hash: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#components.get(hash)?.slice());
  }
}

function byName(a: Definition, b: Definition): number {
  if (a.world !== b.world) return a.world < b.world ? -1 : 1;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return Number(a.version - b.version);
}
