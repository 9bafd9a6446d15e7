import { SECTION } from "../../wasmBinary/index.js";
import { EngineError } from "../engines/componentEngine.js";
import { exportSection, rebuilt, unfit, type EngineModule, type Export } from "./engineModule.js";
import type { EngineSettings } from "./settings.js";

/** A bundle, as the engine takes it. */
export interface Script {
  /** What stack traces call it: `deposit.js`. */
  readonly file: string;
  /** An ES module. */
  readonly source: string;
}

/**
 * Compiles a script in one instance of a module, in this process, and evaluates it in another, whose
 * memory then holds nothing of the source text.
 * @returns all of the second one's memory as the script left it.
 * @throws EngineError when the script throws, or when more than the memory would have to be kept.
 */
export function evaluate(
  engine: EngineModule,
  script: Script,
  settings: EngineSettings = {},
): Uint8Array {
  const module = compiled(engine);
  const instantiate = (): WebAssembly.Instance =>
    new WebAssembly.Instance(module, refusingImports(engine));
  const bytecode = compileIn(engineExports(instantiate().exports), script, settings);
  const { exports } = instantiate();
  const core = engineExports(exports);
  const before = hiddenState(exports, engine);
  evaluateIn(core, bytecode, settings);
  checkUnchanged(before, hiddenState(exports, engine));
  return new Uint8Array(core.memory.buffer);
}

const known = new WeakMap<EngineModule, WebAssembly.Module>();

/** Each engine is compiled once, for all definitions of a build. */
function compiled(engine: EngineModule): WebAssembly.Module {
  let module = known.get(engine);
  if (module === undefined) {
    module = new WebAssembly.Module(withStateExported(engine));
    known.set(engine, module);
  }
  return module;
}

const NOT_COMPILED = "The module cannot be compiled:";
const FAILED = "The module threw while it was loaded:";

/** What an engine exports, beside what its world asks for. */
interface EngineExports {
  readonly memory: WebAssembly.Memory;
  /** Must be called before anything else; 0 stands for the engine's own default. */
  engine_configure(memoryLimit: number, stackSize: number, stepLimit: number): void;
  /** The address of so many bytes. */
  engine_buffer(length: number): number;
  /** Compiles what the buffer holds: a file name and then a source. 0 if all went well. */
  engine_compile(nameLength: number, sourceLength: number): number;
  engine_bytecode(): number;
  engine_bytecode_length(): number;
  /** Evaluates the bytecode that the buffer holds. 0 if all went well. */
  engine_evaluate(length: number): number;
  engine_message(): number;
  engine_message_length(): number;
}

const FUNCTIONS = [
  "engine_configure",
  "engine_buffer",
  "engine_compile",
  "engine_bytecode",
  "engine_bytecode_length",
  "engine_evaluate",
  "engine_message",
  "engine_message_length",
] as const satisfies readonly (keyof EngineExports)[];

function engineExports(exports: Record<string, unknown>): EngineExports {
  const missing = FUNCTIONS.find((name) => typeof exports[name] !== "function");
  if (missing !== undefined) throw unfit(`it exports no function ${missing}`);
  if (!(exports["memory"] instanceof WebAssembly.Memory)) throw unfit("it exports no memory");
  return exports as unknown as EngineExports;
}

function compileIn(
  core: EngineExports,
  { file, source }: Script,
  settings: EngineSettings,
): Uint8Array {
  const [name, code] = [new TextEncoder().encode(file), new TextEncoder().encode(source)];
  succeed(core, settings, NOT_COMPILED, () => {
    fillBuffer(core, [name, code]);
    return core.engine_compile(name.length, code.length);
  });
  const start = core.engine_bytecode() >>> 0;
  return new Uint8Array(core.memory.buffer, start, core.engine_bytecode_length()).slice();
}

function evaluateIn(core: EngineExports, bytecode: Uint8Array, settings: EngineSettings): void {
  succeed(core, settings, FAILED, () => {
    fillBuffer(core, [bytecode]);
    return core.engine_evaluate(bytecode.length);
  });
}

function fillBuffer(core: EngineExports, parts: readonly Uint8Array[]): void {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let at = core.engine_buffer(length) >>> 0;
  for (const part of parts) {
    new Uint8Array(core.memory.buffer).set(part, at);
    at += part.length;
  }
}

/** @throws EngineError when the work gives anything but 0. */
function succeed(
  core: EngineExports,
  { memoryLimit = 0, stackSize = 0, stepLimit = 0 }: EngineSettings,
  what: string,
  work: () => number,
): void {
  try {
    core.engine_configure(memoryLimit, stackSize, stepLimit);
    if (work() === 0) return;
  } catch (error) {
    if (error instanceof EngineError) throw error;
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    throw new EngineError(`${what}\nthe engine stopped: ${error.message}`, { cause: error });
  }
  const message = messageOf(core);
  // Whoever sets a low limit thinks of calls.
  const hint = message.startsWith("stopped after")
    ? "\nLoading the modules has the same limit as a call, and needs some hundred thousand steps."
    : "";
  throw new EngineError(`${what}\n${message}${hint}`);
}

/** What the engine says about what went wrong. */
function messageOf(core: EngineExports): string {
  const start = core.engine_message() >>> 0;
  const bytes = new Uint8Array(core.memory.buffer, start, core.engine_message_length());
  return new TextDecoder().decode(bytes).replaceAll(WITHOUT_PLACE, "").trim();
}

/** What calls a class's static initialisers stands on line 0. */
const WITHOUT_PLACE = /^ *at .*:0:\d+\)?$\n?/gm;

/** Functions that an instance can be linked with, though none may be called before there is a host. */
function refusingImports({ imports }: EngineModule): Record<string, Record<string, unknown>> {
  const modules: Record<string, Record<string, unknown>> = {};
  for (const { module, name: member } of imports) {
    (modules[module] ??= {})[member] = () => {
      throw new EngineError(
        `${FAILED}\nit called ${module}#${member}, which works only in a call of the component`,
      );
    };
  }
  return modules;
}

/** All that can change in an instance beside its memory. */
interface HiddenState {
  readonly global: unknown;
  readonly tables: readonly (readonly unknown[])[];
}

const [GLOBAL, TABLE] = ["snapshot:global", "snapshot:table"];

/** The same module with its hidden state made visible. */
function withStateExported(engine: EngineModule): Uint8Array {
  const { exports, mutableGlobal, tables } = engine;
  const visible: Export[] = Array.from({ length: tables }, (_, index) => ({
    name: `${TABLE}${String(index)}`,
    kind: 1,
    index,
  }));
  if (mutableGlobal !== undefined)
    visible.push({ name: GLOBAL, kind: 3, index: mutableGlobal.index });
  return rebuilt(engine, new Map([[SECTION.export, exportSection([...exports, ...visible])]]));
}

function hiddenState(exports: Record<string, unknown>, { tables }: EngineModule): HiddenState {
  return {
    global: (exports[GLOBAL] as WebAssembly.Global | undefined)?.value,
    tables: Array.from({ length: tables }, (_, index) => {
      const table = exports[`${TABLE}${String(index)}`] as WebAssembly.Table;
      return Array.from({ length: table.length }, (_entry, at) => table.get(at));
    }),
  };
}

function checkUnchanged(before: HiddenState, after: HiddenState): void {
  if (after.global !== before.global)
    throw unfit("its mutable global holds another value after the evaluation");
  const isSame = after.tables.every((table, index) => {
    const old = before.tables[index] ?? [];
    return table.length === old.length && table.every((entry, at) => entry === old[at]);
  });
  if (!isSame) throw unfit("the evaluation changed a table");
}
