import { readBinary, SECTION, type Section } from "../wasmBinary/index.js";

/** A component in two parts: its largest core module, and what the script around that depends on. */
export interface WithMainModule {
  /** The core module's bytes, as they stand in the component. */
  readonly main: Uint8Array;
  /** Everything else, and of the core module its types, imports, exports and code. */
  readonly shell: readonly Uint8Array[];
}

/** Sections of a component that hold a core module (component model, binary format). */
const CORE_MODULE = 1;

/**
 * Takes a component apart. Components of one engine differ in the memory that their core module starts
 * with, which is most of their bytes and which no script around it looks at. `undefined` for bytes that
 * are no component, or have no core module.
 */
export function withMainModule(component: Uint8Array): WithMainModule | undefined {
  try {
    const { kind, header, sections } = readBinary(component);
    if (kind !== "component") return undefined;
    const main = largest(sections);
    if (main === undefined) return undefined;
    const others = sections.filter((section) => section !== main).map(({ whole }) => whole);
    const module = readBinary(main.body);
    const code = module.sections.filter(({ id }) => !STARTING_MEMORY.has(id));
    // Where it stands among the others decides what it is to them.
    const position = Buffer.from(String(sections.indexOf(main)));
    return {
      main: main.body,
      shell: [header, position, ...others, module.header, ...code.map(({ whole }) => whole)],
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const STARTING_MEMORY: ReadonlySet<number> = new Set([
  SECTION.memory,
  SECTION.data,
  SECTION.dataCount,
]);

function largest(sections: readonly Section[]): Section | undefined {
  let found: Section | undefined;
  for (const section of sections)
    if (section.id === CORE_MODULE && section.body.length > (found?.body.length ?? -1))
      found = section;
  return found;
}
