import type { World } from "../../domain/index.js";
import type { ComponentReply } from "./messages.js";

/** A component that is to be made. */
export interface Wanted {
  readonly generation: number;
  readonly world: World;
  readonly name: string;
}

/**
 * Makes a component.
 * @param pause - to be awaited between its steps: others may go first.
 */
export type Make = (wanted: Wanted, pause: () => Promise<void>) => Promise<ComponentReply>;

interface Task {
  readonly wanted: Wanted;
  readonly reply: Promise<ComponentReply>;
  readonly settle: (reply: Promise<ComponentReply> | ComponentReply) => void;
  isAhead: boolean;
  hasBegun: boolean;
  /** Goes on with what pauses. */
  resume: (() => void) | undefined;
}

/** So many that somebody waits for are made at a time: bundling uses all cores by itself. */
const AT_ONCE = 3;

/**
 * Components that somebody waits for go before those that are made ahead: nothing is made ahead while
 * another one is wanted, or while the sources are looked at, and what is under way stops at its next step.
 */
export class ComponentQueue {
  readonly #make: Make;
  /** What is not made yet, in the order in which it was asked for. */
  readonly #tasks = new Map<string, Task>();
  #holds = 0;

  constructor(make: Make) {
    this.#make = make;
  }

  /** @param isAhead - nobody waits for it yet; what was to be made ahead of older generations is dropped. */
  ask(wanted: Wanted, isAhead: boolean): Promise<ComponentReply> {
    if (isAhead) this.#drop(wanted.generation);
    const key = JSON.stringify([wanted.generation, wanted.world, wanted.name]);
    let task = this.#tasks.get(key);
    if (task === undefined) {
      task = taskOf(wanted);
      this.#tasks.set(key, task);
      void task.reply
        .catch(() => undefined)
        .then(() => {
          this.#tasks.delete(key);
          this.#work();
        });
    }
    if (!isAhead) task.isAhead = false;
    this.#work();
    return task.reply;
  }

  /** Does something before which nothing is made ahead. */
  async first<T>(work: () => Promise<T>): Promise<T> {
    this.#holds += 1;
    try {
      return await work();
    } finally {
      this.#holds -= 1;
      this.#work();
    }
  }

  #work(): void {
    const tasks = [...this.#tasks.values()];
    const wanted = tasks.filter(({ isAhead }) => !isAhead);
    for (const task of wanted) task.resume?.();
    let running = wanted.filter(({ hasBegun }) => hasBegun).length;
    for (const task of wanted) {
      if (task.hasBegun || running >= AT_ONCE) continue;
      running += 1;
      this.#begin(task);
    }
    if (this.#holds > 0 || wanted.length > 0) return;
    // One at a time, so that little is under way when something is wanted.
    const next = tasks.find(({ hasBegun }) => hasBegun) ?? tasks[0];
    if (next === undefined) return;
    if (next.hasBegun) next.resume?.();
    else this.#begin(next);
  }

  #begin(task: Task): void {
    task.hasBegun = true;
    const pause = (): Promise<void> =>
      new Promise((go) => {
        task.resume = () => {
          task.resume = undefined;
          go();
        };
        // Messages that have come meanwhile are read first.
        setImmediate(() => {
          this.#work();
        });
      });
    task.settle(this.#make(task.wanted, pause));
  }

  #drop(before: number): void {
    for (const [key, { isAhead, hasBegun, wanted, settle }] of this.#tasks) {
      if (!isAhead || hasBegun || wanted.generation >= before) continue;
      this.#tasks.delete(key);
      settle({ kind: "replaced" });
    }
  }
}

function taskOf(wanted: Wanted): Task {
  let settle: Task["settle"] = () => undefined;
  const reply = new Promise<ComponentReply>((resolve) => (settle = resolve));
  return { wanted, reply, settle, isAhead: true, hasBegun: false, resume: undefined };
}
