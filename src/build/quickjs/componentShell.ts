import { concat, readBinary, section } from "../../wasmBinary/index.js";
import { EngineError } from "../engines/componentEngine.js";
import { messageOf } from "../../domain/index.js";
import { unfit, type EngineModule } from "./engineModule.js";

/** All of a component but its core module: what connects that with the document's types and functions. */
export interface ComponentShell {
  readonly before: Uint8Array;
  /** What stands behind the core module's own sections: who made a component of it. */
  readonly appended: Uint8Array;
  readonly after: Uint8Array;
}

export interface ShellRequest {
  readonly engine: EngineModule;
  readonly wit: string;
  readonly world: string;
}

const known = new WeakMap<EngineModule, Map<string, Promise<ComponentShell>>>();

/**
 * A component around a core module. Scripts leave all but an engine's memory as it is, so one shell,
 * made around the first of them, fits all scripts of an engine and a document.
 * @param core - the engine with a script in it.
 * @throws EngineError when the document does not fit the engine.
 */
export async function inShell(core: Uint8Array, request: ShellRequest): Promise<Uint8Array> {
  const shells = known.get(request.engine) ?? new Map<string, Promise<ComponentShell>>();
  known.set(request.engine, shells);
  const key = JSON.stringify([request.world, request.wit]);
  const shell = shells.get(key) ?? shellAround(core, request);
  shells.set(key, shell);
  const { before, appended, after } = await shell;
  return concat(before, section(CORE_MODULE, core, appended), after);
}

/** Sections of a component that hold a core module (component model, binary format). */
const CORE_MODULE = 1;

async function shellAround(
  core: Uint8Array,
  { wit, world }: ShellRequest,
): Promise<ComponentShell> {
  const component = await componentAround(core, wit, world);
  const { header, sections } = readBinary(component);
  const at = sections.findIndex(({ id, body }) => id === CORE_MODULE && startsWith(body, core));
  if (at < 0) throw unfit("the WebAssembly tools changed it when they made a component of it");
  const joined = (from: number, to?: number): Uint8Array =>
    concat(...sections.slice(from, to).map(({ whole }) => whole));
  return {
    before: concat(header, joined(0, at)),
    appended: sections[at]?.body.subarray(core.length) ?? new Uint8Array(),
    after: joined(at + 1),
  };
}

const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  Buffer.compare(bytes.subarray(0, start.length), start) === 0;

async function componentAround(core: Uint8Array, wit: string, world: string): Promise<Uint8Array> {
  // Loaded when it is needed: an unchanged build makes no component.
  const { componentEmbed, componentNew } =
    await import("@bytecodealliance/jco-transpile/wasm-tools");
  try {
    return await componentNew(await componentEmbed({ binary: core, witSource: wit, world }));
  } catch (error) {
    const reason = messageOf(error);
    throw new EngineError(`the engine does not fit the WIT document: ${reason}`, { cause: error });
  }
}
