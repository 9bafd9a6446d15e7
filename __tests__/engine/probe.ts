import { ownEngineFiles } from "../../src/build/quickjs/engineFiles.js";
import type { EngineSettings } from "../../src/build/quickjs/settings.js";
import { snapshot } from "../../src/build/quickjs/snapshot.js";
import { DIAGNOSIS_CONTENT_TYPE } from "../../src/wasm/wit/diagnosis.js";
import { layoutOf } from "./layoutOf.js";
import { decidedIn } from "./decidedIn.js";
import { viewAsked, writeRendered } from "./renderedView.js";
import { selectorNodes } from "./selectorNodes.js";
import { LinearMemory, type CoreExports, type PassedEvent } from "./linearMemory.js";

/** What a call came to. */
export type Outcome =
  | { readonly kind: "accepted"; readonly events: readonly PassedEvent[] }
  | { readonly kind: "state"; readonly content: string | undefined }
  | { readonly kind: Refusal; readonly message: string }
  | { readonly kind: "trap"; readonly message: string };

const REFUSALS = ["validation", "conflict", "not-found", "unauthorized", "internal"] as const;
type Refusal = (typeof REFUSALS)[number];

export type ProbeWorld = "state-view" | "state-change" | "state-change-random";

/** Node's types do not declare the WebAssembly JavaScript API. */
interface WebAssemblyApi {
  readonly Module: {
    new (bytes: Uint8Array): object;
    imports: (module: object) => readonly { readonly module: string; readonly name: string }[];
  };
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: CoreExports };
}
const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

/** The engine with a script in it; `instance` makes one that has not been called yet. */
export function probe(world: ProbeWorld, source: string, settings: EngineSettings = {}) {
  const engine = ownEngineFiles.module(world);
  const module = new Module(snapshot(engine, { file: "probe.js", source }, { settings }));
  return { instance: () => new ProbeInstance(module) };
}

const evolving = layoutOf("evolve_parameters", "SIZE", "STATE_VIEW", "EVENTS");
const rendered = layoutOf("rendered_state_view", "CONTEXT", "CONTENT");
const context = layoutOf("state_view_context", "NAME", "CONTENT_TYPE");
const optional = layoutOf("option_list_u8", "PAYLOAD");
const deciding = layoutOf("decide_parameters", "SIZE", "COMMAND", "STATE_CHANGE_METADATA");
const command = layoutOf("command", "BODY", "CONTENT_TYPE");
const metadata = layoutOf("state_change_metadata", "STATE_CHANGE_NAME");
const decided = layoutOf(
  "result_tuple_list_cloudevent_list_append_condition_state_change_error",
  "PAYLOAD",
);
const decision = layoutOf("tuple_list_cloudevent_list_append_condition", "FIELD_0");
const refused = layoutOf("state_change_error", "PAYLOAD");
const earlier = layoutOf("result_database_string", "PAYLOAD");
const answer = layoutOf("result_list_cloudevent_string", "OK", "PAYLOAD");

export class ProbeInstance {
  readonly memory: LinearMemory;
  readonly #core: CoreExports;
  /** What the database answers to each query. */
  stored: readonly PassedEvent[] = [];
  /** What the database has of each view: content, `null` for nothing, or an error. */
  rendered: string | null | Error = null;
  /** Which views it was asked for. */
  readonly asked: string[] = [];
  /** The answer to the last decision in words. */
  decided: readonly string[] = [];
  /** What the queries so far have selected by. */
  readonly selected: (readonly string[])[] = [];
  /** Handles of databases that the engine has been given and has not given back. */
  readonly open = new Set<number>();
  #handles = 0;

  constructor(module: object) {
    const imports: Record<string, Record<string, unknown>> = {};
    for (const { module: from, name } of Module.imports(module)) {
      (imports[from] ??= {})[name] = (...given: number[]) => this.#host(name, given);
    }
    this.#core = new Instance(module, imports).exports;
    this.memory = new LinearMemory(this.#core);
  }

  /** @param diagnosed whether the reason is asked for if the fold fails. */
  evolve(content: string, events: readonly PassedEvent[] = [], diagnosed = true): Outcome {
    return trapped(() => {
      const at = this.memory.room(evolving.SIZE);
      const view = at + evolving.STATE_VIEW;
      this.memory.writeText(view + rendered.CONTEXT + context.NAME, "probe");
      if (diagnosed) {
        const contentType = view + rendered.CONTEXT + context.CONTENT_TYPE;
        this.memory.writeOption(contentType, optional.PAYLOAD, DIAGNOSIS_CONTENT_TYPE);
      }
      this.memory.writeOption(view + rendered.CONTENT, optional.PAYLOAD, content);
      this.memory.writeEvents(at + evolving.EVENTS, events);
      const result = (this.#core.evolve?.(at) ?? 0) >>> 0;
      const some = this.memory.view.getUint8(result) === 1;
      const folded = some ? this.memory.readText(result + optional.PAYLOAD) : undefined;
      this.#core.cabi_post_evolve?.(result);
      return { kind: "state", content: folded };
    });
  }

  decide(body: string, contentType = "application/json"): Outcome {
    return trapped(() => {
      const at = this.memory.room(deciding.SIZE);
      this.memory.view.setUint32(at, this.#give(), true);
      const given = at + deciding.COMMAND;
      this.memory.writeOption(given + command.BODY, optional.PAYLOAD, body);
      this.memory.writeText(given + command.CONTENT_TYPE, contentType);
      const about = at + deciding.STATE_CHANGE_METADATA;
      this.memory.writeText(about + metadata.STATE_CHANGE_NAME, "probe");
      const result = (this.#core.decide?.(at) ?? 0) >>> 0;
      const outcome = this.#read(result);
      this.#core.cabi_post_decide?.(result);
      return outcome;
    });
  }

  #read(result: number): Outcome {
    const payload = result + decided.PAYLOAD;
    if (this.memory.view.getUint8(result) === 0) {
      this.decided = decidedIn(this.memory, payload);
      return { kind: "accepted", events: this.memory.readEvents(payload + decision.FIELD_0) };
    }
    const kind = REFUSALS[this.memory.view.getUint8(payload)] ?? "internal";
    return { kind, message: this.memory.readText(payload + refused.PAYLOAD) };
  }

  #render(given: readonly number[]): void {
    const [, , , , start = 0, count = 0, out = 0] = given;
    this.asked.push(viewAsked(this.memory, given, start, count));
    writeRendered(this.memory, out, this.rendered);
  }

  #give(): number {
    this.open.add((this.#handles += 1));
    return this.#handles;
  }

  /** The functions of the database that probes use. */
  #host(name: string, given: readonly number[]): unknown {
    if (name === "get-random-u64") return 5n;
    const [handle = 0, out = 0] = [given[0], given.at(-1)];
    if (!this.open.has(handle)) throw new Error(`${name} of a handle that is not open`);
    if (name.endsWith(".revision")) return 7n;
    if (name.endsWith(".at-effective-timestamp")) return this.#give();
    if (name.endsWith(".at-revision")) {
      this.memory.view.setUint32(out + earlier.PAYLOAD, this.#give(), true);
      return undefined;
    }
    if (name.startsWith("[resource-drop]")) this.open.delete(handle);
    else if (name.endsWith(".name")) this.memory.writeText(out, "bank");
    else if (name.endsWith(".query-events")) {
      const [, start = 0, count = 0] = given;
      this.selected.push(selectorNodes(this.memory, start, count));
      this.memory.view.setUint8(out, answer.OK);
      this.memory.writeEvents(out + answer.PAYLOAD, this.stored);
    } else if (name.endsWith(".view-state")) this.#render(given);
    else throw new Error(`no ${name} in this database`);
    return undefined;
  }
}

function trapped(call: () => Outcome): Outcome {
  try {
    return call();
  } catch (error) {
    return { kind: "trap", message: String(error) };
  }
}
