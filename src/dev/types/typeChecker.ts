import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { checkTypes, type Project } from "../../build/index.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { standBack } from "../standBack.js";
import type { FromTypes, ToTypes } from "./messages.js";

/** Checks a project's types as often as it is asked; only the last answer counts. */
export class TypeChecker {
  readonly #project: Project;
  #child: ChildProcess | undefined;
  #usable: Promise<boolean> = Promise.resolve(false);
  readonly #waiting = new Map<number, (diagnostics: readonly Diagnostic[]) => void>();
  #nextId = 1;
  #call: AbortController | undefined;

  constructor(project: Project) {
    this.#project = project;
    this.#start();
  }

  /** What is wrong with the types now; `undefined` when it was asked again before it could tell. */
  async check(): Promise<readonly Diagnostic[] | undefined> {
    const id = this.#nextId++;
    this.#call?.abort();
    if (!(await this.#usable)) return this.#ordinary();
    if (id !== this.#nextId - 1) return undefined;
    const diagnostics = await new Promise<readonly Diagnostic[]>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#say({ type: "check", id });
    });
    return id === this.#nextId - 1 ? diagnostics : undefined;
  }

  /** Forgets everything, as after an installation. */
  async restart(): Promise<void> {
    await this.stop();
    this.#start();
  }

  async stop(): Promise<void> {
    this.#call?.abort();
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("close", done));
    child.kill("SIGKILL");
    await ended;
  }

  #start(): void {
    const { root, tsconfig } = this.#project;
    if (tsconfig === undefined) return;
    const child = fork(fileURLToPath(new URL("./main.js", import.meta.url)), [], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#child = child;
    standBack(child.pid);
    this.#usable = new Promise((done) => {
      child.on("message", (message: FromTypes) => {
        if (message.type === "ready") {
          done(message.usable);
          return;
        }
        this.#waiting.get(message.id)?.(message.diagnostics);
        this.#waiting.delete(message.id);
      });
      child.on("error", () => undefined);
      child.on("close", () => {
        done(false);
        if (this.#child === child) this.#usable = Promise.resolve(false);
        for (const answer of this.#waiting.values()) answer([]);
        this.#waiting.clear();
      });
    });
    this.#say({ type: "start", start: { root, tsconfig } });
  }

  /** As `esf check` does it: a process for each time. */
  async #ordinary(): Promise<readonly Diagnostic[] | undefined> {
    const call = new AbortController();
    this.#call = call;
    try {
      return await checkTypes(this.#project, call.signal);
    } catch (error) {
      if (call.signal.aborted) return undefined;
      throw error;
    }
  }

  #say(message: ToTypes): void {
    if (this.#child?.connected === true) this.#child.send(message, () => undefined);
  }
}
