import { Money } from "./parts.js";

/**
 * What a handler can see of its state, as text: classes, sizes, the order of keys, what is shared. What a
 * store in between would change shows itself here, even where JSON would not tell.
 */
export function observed(state: object): string {
  const seen = new Map<object, number>();
  const visit = (value: unknown): string => {
    if (typeof value !== "object" || value === null)
      return typeof value === "function" ? "function" : `${typeof value} ${String(value)}`;
    const before = seen.get(value);
    if (before !== undefined) return `same ${String(before)}`;
    seen.set(value, seen.size);
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    if (value instanceof Date) return `Date ${String(value.getTime())}`;
    if (Reflect.has(value, "specversion")) return "Event";
    if (value instanceof Money) return value.toString();
    const entries =
      value instanceof Map
        ? [...(value as Map<unknown, unknown>)]
        : value instanceof Set
          ? [...(value as Set<unknown>)].entries()
          : Object.entries(value).filter(([key, item]) => key !== "seen" && item !== undefined);
    const inner = [...entries].map(([key, item]) => `${String(key)}:${visit(item)}`);
    // Where properties of instances stand is put in order when they are stored.
    if (kind === "Object" && Object.getPrototypeOf(value) !== Object.prototype) inner.sort();
    return `${kind}${methodsOf(value)}{${inner.join()}}`;
  };
  const text = visit(state);
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${String(text.length)} ${String(hash)}`;
}

const methodsOf = (value: object): string =>
  typeof Reflect.get(value, "total") === "function" ? "+total" : "";
