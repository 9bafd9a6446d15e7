import { BuilderEndedError, BuilderProcess } from "./builderProcess.js";
import type { BuilderStart, PrepareReply } from "./messages.js";

const MEBIBYTE = 1024 * 1024;

/**
 * How much more memory than at its start a builder may have before another one is started to take over,
 * in bytes: of what it holds in quiet moments, and of what it has while it works.
 */
const GROWTH = { quiet: 20 * MEBIBYTE, working: 28 * MEBIBYTE } as const;

/** The first generations in which a builder does everything for the first time. */
const FIRST = 2;

/** Of so many generations, the one with the least memory counts: what others have more is let go of. */
const RECENT = 6;

/** A prepared generation, and the builder that has its sources. */
export interface Answer {
  readonly reply: PrepareReply;
  readonly builder: BuilderProcess;
}

/**
 * The builder, and the one that takes over from it: Node never lets go of a module that it has loaded, so
 * that a process which loads a project after every save grows. The next one is started, and has done
 * everything once, before it takes over.
 */
export class Builders {
  readonly #start: BuilderStart;
  readonly #nextIsReady: () => void;
  readonly #all = new Set<BuilderProcess>();
  /** What ends as soon as it has answered. */
  readonly #retired = new Set<BuilderProcess>();
  #current: BuilderProcess;
  #next: BuilderProcess | undefined;
  #isNextReady = false;
  /** What the present one has had after each generation. */
  #memory: number[] = [];
  /** What it held in its first quiet moment. */
  #held: number | undefined;

  /** @param nextIsReady - hears that another one can take over, which it does at the next look. */
  constructor(start: BuilderStart, nextIsReady: () => void) {
    this.#start = start;
    this.#nextIsReady = nextIsReady;
    this.#current = this.#started();
  }

  /**
   * Looks at the sources as they are now.
   * @param isUnseen - also when they are as the builder saw them the last time.
   */
  async prepare(generation: number, isUnseen: boolean): Promise<Answer> {
    // The next one may have seen a save that nobody has been told of.
    const anyway = isUnseen || this.isNextReady;
    if (this.#next !== undefined && this.#isNextReady) {
      this.#become(this.#next);
    }
    if (this.#current.isEnded) this.replace();
    const builder = this.#current;
    let reply;
    try {
      reply = await builder.ask({ ask: "prepare", generation, anyway });
    } catch (error) {
      if (!(error instanceof BuilderEndedError)) throw error;
      // What a module does while it loads may end the process; the next save may mend it.
      return { reply: { kind: "failed", reason: error.message }, builder };
    }
    if (reply.kind === "component" || reply.kind === "replaced" || reply.kind === "placed")
      throw new Error(`a builder answered prepare with ${reply.kind}`);
    if (reply.kind === "prepared") {
      this.#memory.push(reply.memory);
      this.#lookAtMemory();
    }
    return { reply, builder };
  }

  /** Whether the next look is another builder's. */
  get isNextReady(): boolean {
    return this.#next !== undefined && this.#isNextReady;
  }

  /** Something was saved while the builder looks at the sources. */
  hurry(): void {
    this.#current.hurry();
  }

  /** The next generation is prepared by a builder that knows nothing yet, as after an installation. */
  replace(): void {
    this.#become(this.#started());
  }

  /** Ends all builders but the present ones and those that are named, once they have answered. */
  keep(builders: readonly (BuilderProcess | undefined)[]): void {
    for (const builder of this.#retired) if (builder.isEnded) this.#retired.delete(builder);
    for (const builder of this.#all) {
      if (builder === this.#current || builder === this.#next || builders.includes(builder))
        continue;
      this.#all.delete(builder);
      this.#retired.add(builder);
      builder.retire();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#all, ...this.#retired].map((builder) => builder.stop()));
  }

  #become(builder: BuilderProcess): void {
    this.#current = builder;
    this.#next = undefined;
    this.#memory = [];
    this.#held = undefined;
  }

  #started(): BuilderProcess {
    const builder = new BuilderProcess(this.#start, (memory) => {
      if (builder !== this.#current) return;
      this.#held ??= memory;
      if (memory - this.#held >= GROWTH.quiet) this.#renew();
    });
    this.#all.add(builder);
    return builder;
  }

  #lookAtMemory(): void {
    const settled = this.#memory.slice(FIRST, FIRST + RECENT);
    const recent = this.#memory.slice(FIRST + RECENT).slice(-RECENT);
    if (recent.length < RECENT) return;
    if (Math.min(...recent) - Math.min(...settled) >= GROWTH.working) this.#renew();
  }

  #renew(): void {
    if (this.#next !== undefined) return;
    this.#isNextReady = false;
    const next = this.#started();
    this.#next = next;
    void this.#warmUp(next);
  }

  async #warmUp(next: BuilderProcess): Promise<void> {
    try {
      const reply = await next.ask({ ask: "prepare", generation: 0, anyway: true });
      const [first] = reply.kind === "prepared" ? reply.definitions : [];
      if (first !== undefined)
        await next.ask({ ask: "component", generation: 0, ahead: false, ...first });
      if (this.#next !== next) return;
      this.#isNextReady = true;
      this.#nextIsReady();
    } catch {
      // Another one is started when the memory is looked at again.
      if (this.#next === next) this.#next = undefined;
    }
  }
}
