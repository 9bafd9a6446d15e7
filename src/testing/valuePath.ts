import { shown } from "./shown.js";

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The place of a member as a source would write it, so that the key `a.b` is not taken for two. */
export function memberPath(path: string, key: string | symbol): string {
  if (typeof key === "symbol") return `${path}[${String(key)}]`;
  if (!IDENTIFIER.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

export const elementPath = (path: string, index: number): string => `${path}[${String(index)}]`;

export const entryPath = (path: string, key: unknown): string => `${path}.get(${shown(key)})`;

export const itemPath = (path: string, item: unknown): string => `${path}.has(${shown(item)})`;
