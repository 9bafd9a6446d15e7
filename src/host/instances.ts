import { messageOf } from "../domain/index.js";
import type { Component } from "./instantiable.js";
import { hostImports } from "./imports.js";
import { limitsOf } from "./limits.js";
import { StandardError } from "./wasi/index.js";

/** A function of a component's instance. */
export type ComponentExport<A extends unknown[], R> = (...args: A) => R;

/**
 * The instance of a component that calls go to. It is replaced after a trap, because a trapped
 * instance answers nothing any more; after so much work, because an engine may collect its garbage too
 * late for the platform's memory limit; and after a call that has made its memory large.
 */
export class InstanceSlot<A extends unknown[], R> {
  readonly #component: Component;
  readonly #export: string;
  readonly #workLimit: number;
  #current: ComponentExport<A, R> | undefined;
  #memories: WebAssembly.Memory[] = [];
  #bytesAtStart = 0;
  #standardError = new StandardError();
  #work = 0;

  constructor(component: Component, exportName: string, workLimit: number) {
    this.#component = component;
    this.#export = exportName;
    this.#workLimit = workLimit;
  }

  /** The export of a living instance; `work` is what the coming call adds towards its replacement. */
  take(work: number): ComponentExport<A, R> {
    if (this.#work + work > this.#workLimit || this.#isLarge()) this.discard();
    this.#work += work;
    this.#current ??= this.#instantiate();
    return this.#current;
  }

  /** What a trap of the instance that last was called means, with what the instance wrote before it. */
  reasonOf(trap: unknown): string {
    const last = this.#standardError.text();
    return `the component trapped: ${messageOf(trap)}${last === "" ? "" : `; it wrote: ${last}`}`;
  }

  /** Drops the instance; the next call gets a fresh one. */
  discard(): void {
    this.#current = undefined;
    this.#memories = [];
    this.#work = 0;
  }

  /** Whether it has become so, and was not from the start. */
  #isLarge(): boolean {
    const { memoryLimit, engine } = this.#component;
    const bytes = bytesOf(this.#memories);
    return bytes > this.#bytesAtStart && bytes > memoryLimit * limitsOf(engine).keptMemory;
  }

  #instantiate(): ComponentExport<A, R> {
    this.#standardError = new StandardError();
    const imports = hostImports(this.#component.imports, this.#standardError);
    const exported = this.#component.instantiate(imports, this.#memories)[this.#export];
    this.#bytesAtStart = bytesOf(this.#memories);
    if (typeof exported !== "function")
      throw new TypeError(`the component does not export ${this.#export}`);
    return exported as ComponentExport<A, R>;
  }
}

const bytesOf = (memories: readonly WebAssembly.Memory[]): number =>
  memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
