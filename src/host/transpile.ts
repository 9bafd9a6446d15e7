/** A component as JavaScript and core modules. */
export interface Transpiled {
  /** By name; `component.js` exports `instantiate`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The interfaces that it imports, without their versions. */
  readonly imports: readonly string[];
}

export const SCRIPT = "component.js";

/** @throws TypeError when the bytes are no component. */
export async function transpile(component: Uint8Array): Promise<Transpiled> {
  // Loaded when it is needed: it takes longer to load than everything else here.
  const jco = await import("@bytecodealliance/jco");
  // `strict` is missing in jco's types: it refuses numbers out of range instead of wrapping them.
  const options = {
    name: "component",
    instantiation: "sync" as const,
    strict: true,
    noTypescript: true,
    quiet: true,
  };
  const { files, imports } = await jco.transpile(component, options).catch((cause: unknown) => {
    throw new TypeError("the file is no WebAssembly component", { cause });
  });
  const kept = Object.entries(files)
    .filter(([name]) => !name.includes("/") && !name.endsWith(".d.ts"))
    .map(([name, content]): [string, Uint8Array] => [
      name,
      name === SCRIPT ? keepingMarks(content) : content,
    ]);
  return { files: new Map(kept), imports };
}

/** jco's decoder takes a byte order mark off the start of every text, where it belongs to the text. */
function keepingMarks(script: Uint8Array): Uint8Array {
  const decoder = "new TextDecoder()";
  const text = Buffer.from(script).toString("utf8");
  return Buffer.from(text.replaceAll(decoder, `new TextDecoder("utf-8", { ignoreBOM: true })`));
}
