import type { World } from "../domain/index.js";
import type { BuiltComponent } from "./engines/componentEngine.js";

/** What a component may import. */
export interface AllowedImports {
  readonly world: World;
  /** Functions of the database, such as `[method]database.view-state`. */
  readonly functions: readonly string[];
  readonly random: boolean;
}

/** A component that imports what it must not. */
export class VerificationError extends Error {
  override readonly name = "VerificationError";
}

/**
 * Holds a component to its promise: a view imports no function; a state change the database
 * functions that it uses, and randomness if it makes ids.
 * @throws VerificationError that names every import that is not allowed.
 */
export async function verifyComponent(
  { component, imports }: BuiltComponent,
  allowed: AllowedImports,
): Promise<void> {
  const surplus = imports.filter((name) => !isAllowedFunction(name, allowed));
  // Loaded when it is needed: an unchanged build verifies nothing.
  const { componentWit } = await import("@bytecodealliance/jco-transpile/wasm-tools");
  // What the engine itself imports it does not report; the component's own world tells.
  const interfaces = importedInterfaces(await componentWit(component)).filter(
    (name) => !isAllowedInterface(name, allowed),
  );
  const found = [...surplus, ...interfaces];
  if (found.length === 0) return;
  throw new VerificationError(
    `the component imports ${found.join(", ")}; a ${allowed.world.replace("-", " ")} may import ${describeAllowed(allowed)}`,
  );
}

function isAllowedFunction(name: string, { functions }: AllowedImports): boolean {
  const member = name.slice(name.indexOf("#") + 1);
  return (
    functions.includes(member) || (functions.length > 0 && member.startsWith("[resource-drop]"))
  );
}

function isAllowedInterface(name: string, { random }: AllowedImports): boolean {
  if (name.startsWith("wasi:random/random@")) return random;
  return !name.startsWith("wasi:");
}

function importedInterfaces(wit: string): string[] {
  return [...wit.matchAll(/^\s*import\s+([^;\s]+);/gm)].map(([, name = ""]) => name);
}

function describeAllowed({ functions, random }: AllowedImports): string {
  const names = [...functions, ...(random ? ["wasi:random"] : [])];
  return names.length === 0 ? "no function" : names.join(", ");
}
