import { availableParallelism } from "node:os";
import { DatabaseError } from "../../database/index.js";
import type { Job } from "./messages.js";
import { PooledWorker, type JobHost, type JobResult } from "./pooledWorker.js";

export interface WorkerPoolOptions {
  /** How many threads run guests. Default: as many as there are processors, at least 2. */
  readonly workers?: number | undefined;
  /** How long a guest may run, in milliseconds. Default: 30,000, as on the platform. */
  readonly deadline?: number | undefined;
  /** The JavaScript heap of a thread, in megabytes. Default: 512. */
  readonly heap?: number | undefined;
  /** How many jobs wait for a thread at most. Default: 1,000. */
  readonly waiting?: number | undefined;
}

interface Waiting {
  readonly jobFor: (worker: PooledWorker) => Job;
  readonly componentHash: string;
  readonly host: JobHost;
  readonly resolve: (result: Promise<JobResult>) => void;
  readonly reject: (error: Error) => void;
}

/** Threads for guests. A guest that hurts its thread hurts nobody else: the next job gets another one. */
export class WorkerPool {
  readonly #options: Required<{ [K in keyof WorkerPoolOptions]: number }>;
  readonly #workers = new Set<PooledWorker>();
  readonly #waiting: Waiting[] = [];
  #isClosed = false;

  constructor({
    workers = Math.max(2, availableParallelism()),
    deadline = 30_000,
    heap = 512,
    waiting = 1_000,
  }: WorkerPoolOptions = {}) {
    this.#options = { workers, deadline, heap, waiting };
  }

  /**
   * Runs a job as soon as a thread is free, in one that has its component if there is one.
   * @throws JobStoppedError when it had to be stopped; DatabaseError `unavailable` when too many wait,
   * or the pool is closed.
   */
  run(
    jobFor: (worker: PooledWorker) => Job,
    componentHash: string,
    host: JobHost,
  ): Promise<JobResult> {
    if (this.#isClosed) throw new DatabaseError("unavailable", "the server is stopping");
    if (this.#waiting.length >= this.#options.waiting)
      throw new DatabaseError(
        "unavailable",
        `${String(this.#waiting.length)} commands and views wait for a free thread already; try again later`,
      );
    return new Promise((resolve, reject) => {
      this.#waiting.push({ jobFor, componentHash, host, resolve, reject });
      this.#assign();
    });
  }

  /** Starts a thread before it is needed. */
  warm(): void {
    if (this.#workers.size === 0) this.#started();
  }

  /** Lets go of components that are asked for no more. */
  forget(hashes: readonly string[]): void {
    for (const worker of this.#workers) worker.forget(hashes);
  }

  /** Ends all threads; what they run is stopped. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const error = new DatabaseError("unavailable", "the server is stopping");
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #assign(): void {
    for (let at = 0; at < this.#waiting.length; at++) {
      const next = this.#waiting[at];
      if (next === undefined) return;
      const worker = this.#workerFor(next.componentHash);
      if (worker === undefined) return;
      this.#waiting.splice(at--, 1);
      const running = worker.run(next.jobFor(worker), next.host);
      const done = (): void => {
        this.#assign();
        this.#prepare();
      };
      running.then(done, done);
      next.resolve(running);
    }
  }

  /**
   * A thread takes far longer to start than to answer, so one stands ready for the next component that
   * no thread has: from when the first job has ended, which shall have the processors for itself.
   */
  #prepare(): void {
    const isReady = [...this.#workers].some(({ components }) => components.size === 0);
    if (!isReady && !this.#isClosed && this.#workers.size < this.#options.workers) this.#started();
  }

  /**
   * One that has the component; else the one that has the fewest, for a guest may take its thread down,
   * and those of others are to stay warm.
   */
  #workerFor(componentHash: string): PooledWorker | undefined {
    let emptiest: PooledWorker | undefined;
    for (const worker of this.#workers) {
      if (!worker.isIdle) continue;
      if (worker.components.has(componentHash)) return worker;
      if (emptiest === undefined || worker.components.size < emptiest.components.size)
        emptiest = worker;
    }
    const mayStart = this.#workers.size < this.#options.workers;
    if (mayStart && emptiest?.components.size !== 0) return this.#started();
    return emptiest;
  }

  #started(): PooledWorker {
    const worker = new PooledWorker(this.#options, () => {
      this.#workers.delete(worker);
      if (!this.#isClosed) this.#assign();
    });
    this.#workers.add(worker);
    return worker;
  }
}
