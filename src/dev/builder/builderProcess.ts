import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { removeTemporaryFoldersOf } from "../../build/index.js";
import type { BuilderStart, FromBuilder, Reply, Request, ToBuilder } from "./messages.js";

/** A builder that ended before it answered. */
export class BuilderEndedError extends Error {
  override readonly name = "BuilderEndedError";
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The bundler's allocator returns memory at once, where it would keep some 200 MiB for the next save; and
 * it works in one thread, as what each of them holds in part of a page is never returned.
 */
const GIVES_BACK = { MIMALLOC_PURGE_DELAY: "0", ROLLDOWN_WORKER_THREADS: "1" } as const;

/** A process that builds. */
export class BuilderProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #nextId = 1;
  #isEnded = false;
  #isRetired = false;

  /** @param held - hears what it holds in quiet moments, in bytes. */
  constructor(start: BuilderStart, held: (memory: number) => void) {
    const module = fileURLToPath(new URL("./main.js", import.meta.url));
    this.#child = fork(module, [], {
      cwd: start.cwd,
      env: { ...GIVES_BACK, ...process.env },
      serialization: "advanced",
      // What a project's modules print while they load is shown, but never between lines of JSON.
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#child.on("message", (message: FromBuilder) => {
      if (message.type === "held") held(message.memory);
      if (message.type !== "reply") return;
      this.#waiting.get(message.id)?.resolve(message.reply);
      this.#waiting.delete(message.id);
      this.#endIfRetired();
    });
    this.#ended = new Promise((done) => {
      this.#child.on("close", (code, signal) => {
        this.#isEnded = true;
        const error = new BuilderEndedError(
          `the process that builds ended (${signal ?? `exit code ${String(code)}`})`,
        );
        for (const { reject } of this.#waiting.values()) reject(error);
        this.#waiting.clear();
        done();
      });
    });
    this.#child.on("error", () => undefined);
    this.#say({ type: "start", start });
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** @throws BuilderEndedError */
  ask(request: Request): Promise<Reply> {
    if (this.#isEnded)
      return Promise.reject(new BuilderEndedError("the process that builds has ended"));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#say({ type: "request", id, request });
    });
  }

  /** Tells it that what it looks at is old news. */
  hurry(): void {
    this.#say({ type: "saved" });
  }

  /** Ends it as soon as it has answered all that it was asked. */
  retire(): void {
    this.#isRetired = true;
    this.#endIfRetired();
  }

  /** Ends it, and what it leaves behind. */
  async stop(): Promise<void> {
    const { pid } = this.#child;
    this.#child.kill("SIGKILL");
    await this.#ended;
    if (pid !== undefined) await removeTemporaryFoldersOf(pid);
  }

  #endIfRetired(): void {
    if (this.#isRetired && this.#waiting.size === 0 && !this.#isEnded) void this.stop();
  }

  #say(message: ToBuilder): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}
