import type { Class } from "../domain/index.js";

/** The class and what it extends, the nearest first. */
export function lineage(target: Class): readonly Class[] {
  const found: Class[] = [];
  for (
    let at: unknown = target;
    typeof at === "function" && at !== Function.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    found.push(at as Class);
  }
  return found;
}
