import { basename, relative, resolve, sep } from "node:path";
import { messageOf, type Timestamp } from "../domain/index.js";
import { AfterSave, type AfterSaveOptions } from "./afterSave.js";
import { BuilderEndedError, type BuilderProcess } from "./builder/builderProcess.js";
import { Builders } from "./builder/builders.js";
import type { BuilderStart, BuiltDefinition, NotMade, Prepared } from "./builder/messages.js";
import { buildAhead } from "./live/aheadOfCalls.js";
import { changedDefinitions, keysOf, type Generation } from "./live/generation.js";
import { NotBuiltError, type LiveDefinitions } from "./live/liveDefinitions.js";
import { isTest } from "./specifications/testFiles.js";
import { SourceWatcher } from "./watch/sourceWatcher.js";

/** What runs the components of what is live. */
export interface LiveHost {
  readonly definitions: LiveDefinitions;
  /** Tells whoever has read what is published that it is something else now. */
  readonly published: () => Promise<void>;
  /** Compiles a component ahead. */
  readonly ready: (key: string, bytes: () => Promise<Uint8Array>) => Promise<void>;
  readonly forget: (keys: readonly string[]) => void;
  readonly clock: () => Timestamp;
}

export interface DevLoopOptions extends AfterSaveOptions {
  readonly start: BuilderStart;
  readonly host: LiveHost;
}

/**
 * What follows a save: check, publish, build, run what is concerned. One state of the sources at a time:
 * a save while one is looked at makes that one old news.
 */
export class DevLoop {
  readonly #options: DevLoopOptions;
  readonly #builders: Builders;
  readonly #after: AfterSave;
  readonly #watcher: SourceWatcher;
  /** What was saved and is not looked at yet; absolute paths. */
  #saved = new Set<string>();
  #since = 0;
  #isDue = true;
  #isTurning = false;
  /** Whether the builder has seen a state of the sources that was passed over. */
  #isUnseen = false;
  /** Whether the next look is only for another builder to take over, of which nobody need hear. */
  #isHandover = false;
  #isStopped = false;
  #generation = 0;
  #live: Generation | undefined;
  /** The last one of which every component was built. */
  #proven: Generation | undefined;
  /** What will be asked for of the live generation is built. */
  #ready: Promise<unknown> = Promise.resolve();
  #ending: Promise<unknown> = Promise.resolve();

  constructor(options: DevLoopOptions) {
    this.#options = options;
    this.#builders = new Builders(options.start, () => {
      this.#handOver();
    });
    this.#after = new AfterSave(options);
    this.#watcher = new SourceWatcher((paths, since) => {
      this.#note(paths, since);
    });
  }

  /** The first look at the sources; from then on, every save is followed by itself. */
  async start(): Promise<void> {
    this.#since = performance.now();
    await this.#follow([]);
    await this.#turns();
  }

  /** Runs all specifications. */
  async runAll(): Promise<void> {
    await this.#after.runAll();
  }

  /** Ends everything that was started. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#watcher.stop();
    await Promise.all([this.#after.stop(), this.#builders.stop()]);
    await this.#ending;
  }

  #note(paths: readonly string[], since: number): void {
    if (this.#saved.size === 0) this.#since = since;
    for (const path of paths) this.#saved.add(path);
    this.#isDue = true;
    this.#isHandover = false;
    if (this.#isTurning) this.#builders.hurry();
    void this.#turns();
  }

  /** In a quiet moment, rather than at the next save: until then both builders would hold their memory. */
  #handOver(): void {
    const isQuiet = !this.#isTurning && this.#live !== undefined && this.#live === this.#proven;
    if (!isQuiet || !this.#builders.isNextReady || this.#isStopped) return;
    this.#isHandover = true;
    this.#isDue = true;
    void this.#turns();
  }

  async #turns(): Promise<void> {
    if (this.#isTurning) return;
    this.#isTurning = true;
    try {
      while (this.#isDue && !this.#isStopped) {
        this.#isDue = false;
        await this.#turn();
      }
    } catch (error) {
      if (!this.#isStopped) this.#options.emit({ event: "note", message: messageOf(error) });
    } finally {
      this.#isTurning = false;
    }
  }

  /** One look at the sources. */
  async #turn(): Promise<void> {
    const { emit, project } = this.#options;
    const saved = [...this.#saved];
    if (saved.some((path) => this.#needsNewBuilder(path))) {
      this.#builders.replace();
      await this.#after.restart();
    }
    const isHandover = this.#isHandover;
    this.#isHandover = false;
    const { reply, builder } = await this.#builders.prepare(++this.#generation, this.#isUnseen);
    // What was saved meanwhile belongs to the same save, or makes this one old news. The builder has
    // seen it, though: that nothing has changed since then must not be taken for an answer.
    this.#isUnseen = this.#isDue && reply.kind !== "unchanged";
    if (this.#isDue || this.#isStopped) return;
    if (isHandover && (reply.kind !== "prepared" || (await this.#taken(reply, builder)))) return;
    this.#saved = new Set();
    if (reply.kind === "unchanged") {
      this.#followBeside(saved.filter((path) => isTest(path) || this.#isBeside(path)));
      return;
    }
    const changed =
      reply.kind === "prepared" && reply.changed.length > 0 ? reply.changed : this.#shown(saved);
    if (changed.length > 0) emit({ event: "saved", files: changed });
    if (reply.kind === "failed" || !reply.ok) this.#refuse(reply);
    else await this.#goLive({ prepared: reply, builder, publishedAt: this.#options.host.clock() });
    if (reply.kind === "prepared") await this.#follow([...reply.files, ...reply.fixed]);
    // Whatever else could be told would be what follows from that, and hide it.
    if (!isLoadable(reply)) return;
    const paths = [...saved, ...changed.map((file) => resolve(project.root, file))];
    this.#ending = this.#after.follow(paths, this.#ready);
  }

  /** What specifications are made of: none of it is looked at by a builder. */
  #followBeside(paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#options.emit({ event: "saved", files: this.#shown(paths) });
    this.#ending = this.#after.follow(paths, this.#ready);
  }

  /** Whether it is a module that the project itself does not import. */
  #isBeside(path: string): boolean {
    return MODULE.test(basename(path)) && !this.#sources.has(path);
  }

  /** Makes another builder the one of what is live, if it has made the same of the sources. */
  async #taken(prepared: Prepared, builder: BuilderProcess): Promise<boolean> {
    const live = this.#live;
    if (live === undefined || !prepared.ok) return true;
    const generation = { ...live, prepared, builder };
    const isSame =
      changedDefinitions(generation, live).length === 0 &&
      changedDefinitions(live, generation).length === 0;
    if (!isSame) return false;
    await this.#publish(generation);
    this.#proven = generation;
    this.#builders.keep([builder]);
    return true;
  }

  #refuse(reply: Prepared | NotMade): void {
    const milliseconds = performance.now() - this.#since;
    if (reply.kind === "prepared") {
      this.#options.emit({ event: "refused", diagnostics: reply.diagnostics, milliseconds });
      return;
    }
    this.#options.emit({ event: "note", message: reply.reason });
  }

  async #goLive(generation: Generation): Promise<void> {
    const { emit } = this.#options;
    const before = this.#live;
    await this.#publish(generation);
    const { prepared } = generation;
    emit({
      event: "live",
      generation: prepared.generation,
      definitions: changedDefinitions(generation, before).map(({ world, name }) => ({
        world,
        name,
      })),
      diagnostics: prepared.diagnostics,
      milliseconds: performance.now() - this.#since,
    });
    this.#ready = this.#buildAhead(generation);
  }

  async #publish(generation: Generation): Promise<void> {
    const { definitions, published } = this.#options.host;
    const before = this.#live;
    const known = definitions.keys;
    this.#live = generation;
    definitions.publishAll(generation);
    await published();
    this.#builders.keep([generation.builder, this.#proven?.builder, before?.builder]);
    this.#letGo(known, [generation, this.#proven]);
  }

  /** Again also of what was let go of before: what had begun then may have asked for it since. */
  #letGo(known: readonly string[], needed: readonly (Generation | undefined)[]): void {
    const kept = new Set(needed.flatMap(keysOf));
    this.#options.host.forget(known.filter((key) => !kept.has(key)));
  }

  /**
   * Builds what the generation has and the last proven one has not. What cannot be built makes the last
   * proven generation live again, as a whole.
   */
  #buildAhead(generation: Generation): Promise<void> {
    const { emit, host } = this.#options;
    const start = performance.now();
    const { soon, all } = buildAhead({
      ...{ generation, definitions: host.definitions, ready: host.ready },
      changed: changedDefinitions(generation, this.#proven),
      isOver: () => this.#live !== generation || this.#isStopped,
      failed: (definition, error) => this.#withdraw(definition, error),
    });
    const taken = all.then((isBuilt) => {
      if (!isBuilt) return;
      this.#proven = generation;
      this.#letGo(host.definitions.keys, [generation]);
      this.#builders.keep([generation.builder]);
      const milliseconds = performance.now() - start;
      emit({ event: "built", generation: generation.prepared.generation, milliseconds });
      this.#handOver();
    });
    taken.catch((error: unknown) => {
      emit({ event: "note", message: messageOf(error) });
    });
    return soon;
  }

  /** Tells of a component that cannot be built, and goes back to what could be. */
  async #withdraw({ world, name }: BuiltDefinition, error: unknown): Promise<void> {
    this.#options.emit({ event: "not-built", world, name, reason: messageOf(error) });
    const isOwn = error instanceof NotBuiltError || error instanceof BuilderEndedError;
    if (this.#proven !== undefined && isOwn) await this.#publish(this.#proven);
  }

  async #follow(files: readonly string[]): Promise<void> {
    if (this.#isStopped) return;
    const { root, index, tsconfig } = this.#options.project;
    const own = [
      index,
      resolve(root, "package.json"),
      ...(tsconfig === undefined ? [] : [tsconfig]),
    ];
    this.#sources = new Set(files);
    this.#fixed = new Set(
      files.filter((file) => !/\.[mc]?tsx?$/.test(file) && !file.startsWith(root + sep)),
    );
    await this.#watcher.follow([...own, ...files], [root]);
  }

  /** All that the project imports. */
  #sources: ReadonlySet<string> = new Set();

  /** What a builder reads only once. */
  #fixed: ReadonlySet<string> = new Set();

  #needsNewBuilder(path: string): boolean {
    const { root, tsconfig } = this.#options.project;
    return path === resolve(root, "package.json") || path === tsconfig || this.#fixed.has(path);
  }

  /** Editors write files of their own beside those that are saved. */
  #shown(paths: readonly string[]): readonly string[] {
    const { root } = this.#options.project;
    const sources = paths.filter((path) => /^[^.].*\.([mc]?[jt]sx?|json)$/.test(basename(path)));
    return sources.map((path) => relative(root, path).split(sep).join("/"));
  }
}

/** Editors write hidden files of their own beside those that are saved. */
const MODULE = /^[^.].*\.[mc]?[jt]sx?$/;

/** A project that cannot be read, or a module that cannot be loaded, has no types and runs no specification. */
const isLoadable = (reply: Prepared | NotMade): boolean =>
  reply.kind === "prepared" && !reply.diagnostics.some(({ code }) => code === "ESF005");
