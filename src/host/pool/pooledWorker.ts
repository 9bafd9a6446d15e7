import { MessageChannel, Worker, type MessagePort } from "node:worker_threads";
import type { Read } from "../../database/index.js";
import { messageOf } from "../../domain/index.js";
import type { CompiledComponent } from "../instantiable.js";
import type { JobAnswers } from "./answerWorker.js";
import type { FromWorker, Job, Outcome, Question, ToWorker, WireSnapshot } from "./messages.js";
import { ToldCatalogs } from "./toldCatalogs.js";

/** Why a job ended without an outcome. */
export class JobStoppedError extends Error {
  override readonly name = "JobStoppedError";
}

export interface JobResult {
  readonly outcome: Outcome;
  readonly reads: readonly Read[];
  readonly snapshots: readonly WireSnapshot[];
}

/** What the owner provides to one job. */
export interface JobHost {
  readonly answers: JobAnswers;
  /** A component of the job's database. @throws Error when there is none, or it cannot run. */
  readonly component: (hash: string) => Promise<CompiledComponent>;
}

export interface WorkerLimits {
  /** How long a guest may run, in milliseconds. */
  readonly deadline: number;
  /** The JavaScript heap of the thread, in megabytes; the memory of components has a limit of its own. */
  readonly heap: number;
}

interface Running {
  readonly host: JobHost;
  readonly resolve: (result: JobResult) => void;
  readonly reject: (error: Error) => void;
  timer: NodeJS.Timeout | undefined;
}

/** A thread with the job that it runs. When the job has to be stopped, the thread ends with it. */
export class PooledWorker {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  readonly #limits: WorkerLimits;
  /** The components that it was given. */
  readonly components = new Set<string>();
  /** The catalogs that it was told. */
  readonly catalogs = new ToldCatalogs();
  #running: Running | undefined;
  /** From when it is told to end on, for its end takes a while, and whatever it were given would end with it. */
  #isEnding = false;
  #isGone = false;

  /** @param gone called when the thread has ended, for whatever reason */
  constructor(limits: WorkerLimits, gone: () => void) {
    this.#limits = limits;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), {
      workerData: { port: port2, signal: this.#signal },
      transferList: [port2],
      resourceLimits: { maxOldGenerationSizeMb: limits.heap },
      // What a library writes there is nobody's concern, and must not reach a server's output.
      stdout: true,
      stderr: true,
      env: {},
    });
    port1.on("message", (question: Question) => void this.#answer(question));
    this.#worker.on("message", (message: FromWorker) => {
      this.#hear(message);
    });
    this.#worker.on("error", (error) => {
      this.#isEnding = true;
      this.#stop(new JobStoppedError(reasonOf(error)));
    });
    this.#worker.on("exit", () => {
      this.#isGone = true;
      port1.close();
      this.#stop(new JobStoppedError("its thread ended"));
      gone();
    });
    this.unref();
  }

  get isIdle(): boolean {
    return this.#running === undefined && !this.#isEnding && !this.#isGone;
  }

  /** Runs a job. @throws JobStoppedError when it ran for too long, or brought its thread down. */
  run(job: Job, host: JobHost): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      this.#running = { host, resolve, reject, timer: undefined };
      this.#worker.ref();
      this.#say({ type: "job", job });
    });
  }

  /** Lets go of components that are asked for no more. */
  forget(hashes: readonly string[]): void {
    const known = hashes.filter((hash) => this.components.delete(hash));
    if (known.length > 0 && !this.#isGone) this.#say({ type: "forget", hashes: known });
  }

  /** Ends the thread, and with it what it runs. */
  async terminate(): Promise<void> {
    this.#isEnding = true;
    await this.#worker.terminate();
  }

  /** An idle worker keeps no process alive. */
  unref(): void {
    this.#worker.unref();
    this.#port.unref();
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case "began":
        this.#startClock();
        break;
      case "needs":
        this.#stopClock();
        void this.#provide(message.hash);
        break;
      case "done": {
        const { outcome, reads, snapshots } = message;
        this.#end()?.resolve({ outcome, reads, snapshots });
        break;
      }
    }
  }

  async #provide(hash: string): Promise<void> {
    const host = this.#running?.host;
    if (host === undefined) return;
    const component = await host.component(hash).catch(messageOf);
    if (typeof component !== "string") this.components.add(hash);
    this.#say({ type: "component", hash, component });
  }

  async #answer(question: Question): Promise<void> {
    const answer = await this.#running?.host.answers.answer(question);
    if (answer === undefined || this.#isGone) return;
    this.#port.postMessage(answer);
    Atomics.add(this.#signal, 0, 1);
    Atomics.notify(this.#signal, 0);
  }

  #startClock(): void {
    const running = this.#running;
    if (running === undefined) return;
    clearTimeout(running.timer);
    running.timer = setTimeout(() => {
      void this.terminate();
      this.#stop(
        new JobStoppedError(`it was stopped after ${String(this.#limits.deadline / 1_000)} s`),
      );
    }, this.#limits.deadline);
  }

  #stopClock(): void {
    clearTimeout(this.#running?.timer);
  }

  #stop(error: JobStoppedError): void {
    this.#end()?.reject(error);
  }

  #end(): Running | undefined {
    const running = this.#running;
    this.#stopClock();
    this.#running = undefined;
    running?.host.answers.close();
    if (!this.#isGone) this.unref();
    return running;
  }

  #say(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

function reasonOf(error: Error): string {
  return (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY"
    ? "its thread ran out of memory"
    : `its thread failed: ${error.message}`;
}
