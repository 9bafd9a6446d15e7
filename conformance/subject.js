import { loadComponent } from "../dist/host/component.js";
import { hostImports } from "../dist/host/imports.js";
import { StandardError } from "../dist/host/wasi/index.js";
import { Conversation, RESOURCES } from "./conversation.js";

const NO_DATABASE = () => {
  throw new Error("the case has no answer to a call of the database");
};

/** A component under jco, within the platform's memory, that can be asked again and again. */
export class Subject {
  #component;
  #imports;
  #export;
  #instance;

  static async load(bytes, world) {
    return new Subject(await loadComponent(bytes), world);
  }

  constructor(component, world) {
    this.#component = component;
    this.#export = world === "state-view" ? "evolve" : "decide";
    this.#imports = Object.fromEntries(
      Object.entries(hostImports(component.imports, new StandardError())).map(([name, what]) => [
        name,
        "Database" in what ? RESOURCES : what,
      ]),
    );
  }

  /** The next question goes to a new instance. */
  renew() {
    this.#instance = undefined;
  }

  /** `{ answer, calls, dropped }` of one call; a trapped instance answers nothing any more and is replaced. */
  ask({ args, answers = NO_DATABASE }) {
    const conversation = new Conversation(answers);
    const { calls, dropped } = conversation;
    const all = this.#export === "decide" ? [conversation.database(), ...args] : args;
    this.#instance ??= this.#component.instantiate(this.#imports);
    return { answer: this.#call(all), calls, dropped };
  }

  #call(args) {
    try {
      return { tag: "ok", val: this.#instance[this.#export](...args) };
    } catch (error) {
      if (error.payload !== undefined) return { tag: "err", val: error.payload };
      // Anything else is a mistake in these files.
      if (error.name !== "RuntimeError" && !isStackOverflow(error) && !isMisplaced(error))
        throw error;
      this.#instance = undefined;
      return { tag: "trap" };
    }
  }
}

/** Of the host, below the component. */
const isStackOverflow = (error) => error instanceof RangeError && /call stack/.test(error.message);

/** An answer that stands where none may stand; Wasmtime traps. */
const isMisplaced = (error) =>
  error instanceof TypeError && /is not aligned to/.test(error.message);
