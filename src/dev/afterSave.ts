import { setTimeout as after } from "node:timers/promises";
import type { Project } from "../build/index.js";
import { messageOf } from "../domain/index.js";
import { hasErrors } from "../model/diagnostic.js";
import type { DevEvent } from "./devEvent.js";
import { SpecificationRun } from "./specifications/specificationRun.js";
import { concernedTests, testFiles } from "./specifications/testFiles.js";
import { TypeChecker } from "./types/typeChecker.js";

/** For so long specifications may say nothing, in milliseconds. */
const SILENT = 20_000;

export interface AfterSaveOptions {
  readonly project: Project;
  readonly emit: (event: DevEvent) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly types: boolean;
  readonly specifications: boolean;
}

/** What takes longer than a save may, and waits until what is live is ready: types, then specifications. */
export class AfterSave {
  readonly #options: AfterSaveOptions;
  readonly #types: TypeChecker | undefined;
  readonly #specifications: SpecificationRun;
  /** What was saved since specifications ran to their end; absolute paths. */
  #saved = new Set<string>();
  #course = 0;
  #isStopped = false;

  constructor(options: AfterSaveOptions) {
    const { project, types, env } = options;
    this.#options = options;
    this.#types = types && project.tsconfig !== undefined ? new TypeChecker(project) : undefined;
    this.#specifications = new SpecificationRun(project.root, env);
  }

  /**
   * What is under way for an earlier save ends; the specifications that it did not come to are run now.
   * @param ready - after which there is time for it.
   */
  async follow(paths: readonly string[], ready: Promise<unknown>): Promise<void> {
    const course = ++this.#course;
    const isOver = (): boolean => this.#course !== course || this.#isStopped;
    for (const path of paths) this.#saved.add(path);
    try {
      await this.#specifications.stop();
      await ready;
      if (isOver()) return;
      await this.#checkTypes(isOver);
      if (isOver() || !this.#options.specifications || !this.#specifications.isPossible) return;
      const files = await concernedTests(this.#options.project.root, [...this.#saved]);
      if (!isOver() && (await this.#run(files))) this.#saved = new Set();
    } catch (error) {
      if (!this.#isStopped) this.#options.emit({ event: "note", message: messageOf(error) });
    }
  }

  /** Runs all specifications. */
  async runAll(): Promise<void> {
    const saved = this.#saved;
    if ((await this.#run(await testFiles(this.#options.project.root))) && this.#saved === saved)
      this.#saved = new Set();
  }

  /** Forgets what is known of the types, as after an installation. */
  async restart(): Promise<void> {
    await this.#types?.restart();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([this.#types?.stop(), this.#specifications.stop()]);
  }

  async #checkTypes(isOver: () => boolean): Promise<void> {
    if (this.#types === undefined) return;
    const start = performance.now();
    const diagnostics = await this.#types.check();
    if (diagnostics === undefined || isOver()) return;
    const milliseconds = performance.now() - start;
    this.#options.emit({ event: "types", ok: !hasErrors(diagnostics), diagnostics, milliseconds });
  }

  /** Whether they ran to their end. */
  async #run(files: readonly string[]): Promise<boolean> {
    if (files.length === 0) return true;
    const ended = new AbortController();
    void this.#tellOfSilence(ended.signal);
    try {
      const result = await this.#specifications.run(files);
      if (result === undefined || this.#isStopped) return false;
      this.#options.emit({ event: "specifications", ...result });
      return true;
    } finally {
      ended.abort();
    }
  }

  /** One that never ends would look like one that was never begun. */
  async #tellOfSilence(signal: AbortSignal): Promise<void> {
    try {
      await after(SILENT, undefined, { signal, ref: false });
    } catch {
      return;
    }
    this.#options.emit({
      event: "note",
      message: `the specifications have been running for ${String(SILENT / 1000)} s; the next save ends them`,
    });
  }
}
