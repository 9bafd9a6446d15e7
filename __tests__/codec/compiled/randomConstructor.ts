import type { Class } from "../../../src/domain/index.js";
import { copyOf } from "./fingerprint.js";
import type { Random } from "./random.js";

class Stranger {
  id = "stranger";
}

/** What constructors do beside setting properties; most of it no compiled code can know of. */
const HABITS = [
  "plain",
  "takes",
  "returns itself",
  "returns another",
  "returns a stranger",
  "returns a primitive",
  "hides",
  "has an accessor",
  "cannot be extended",
  "is frozen",
  "is read-only",
  "has a symbol",
  "counts its arguments",
  "throws without arguments",
] as const;

/** A class whose instances begin with the initial values, which may still be added to. */
export function randomConstructor(
  random: Random,
  base: Class,
  initial: ReadonlyMap<string, unknown>,
  odd: boolean,
): Class {
  const habit = odd && random.oneIn(3) ? random.of(HABITS) : "plain";
  let made = false;
  const target = {
    Made: class extends base {
      constructor(given?: unknown) {
        super();
        for (const [property, value] of initial) Object.assign(this, { [property]: copyOf(value) });
        const first = [...initial.keys()][0] ?? "id";
        const put = (key: PropertyKey, descriptor: PropertyDescriptor): unknown =>
          Object.defineProperty(this, key, { configurable: true, ...descriptor });
        switch (habit) {
          case "plain":
          case "takes":
            if (habit === "takes" && typeof given === "object") Object.assign(this, given);
            break;
          case "returns itself":
            return this;
          case "returns another":
            return Object.fromEntries(Object.entries(this)) as never;
          case "returns a stranger":
            return new Stranger() as never;
          case "returns a primitive":
            return 5 as never;
          case "hides":
            put(first, { value: "a", writable: true, enumerable: false });
            break;
          case "has an accessor":
            put(first, { get: () => "a", set: () => undefined, enumerable: true });
            break;
          case "cannot be extended":
            if (made) Object.preventExtensions(this);
            break;
          case "is frozen":
            Object.freeze(this);
            break;
          case "is read-only":
            put(first, { value: "a", writable: false, enumerable: true });
            break;
          case "has a symbol":
            put(Symbol.for("odd"), { value: 1, writable: true, enumerable: true });
            break;
          case "counts its arguments":
            Object.assign(this, { [first]: arguments.length });
            break;
          case "throws without arguments":
            if (given === undefined) throw new TypeError("needs an argument");
            break;
        }
        made = habit === "cannot be extended";
      }
      describe(): string {
        return "described";
      }
      get size(): number {
        return Object.keys(this).length;
      }
    },
  }.Made;
  made = true;
  return target;
}
