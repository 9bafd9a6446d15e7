import { natives } from "../../natives.js";

/** The values that generated code refers to by name: classes, patterns, validators, enums. */
export class Constants {
  readonly #names = new Map<unknown, string>();
  readonly #values: Map<string, unknown>;

  /** @param given - values that the code knows by the names that they have here. */
  constructor(given: Readonly<Record<string, unknown>> = {}) {
    this.#values = new Map(Object.entries(given));
  }

  /** The name of a value in the code; the same value has the same name. */
  name(prefix: string, value: unknown): string {
    const before = this.#names.get(value);
    if (before !== undefined) return before;
    const name = `${prefix}${String(this.#names.size)}`;
    this.#names.set(value, name);
    this.#values.set(name, value);
    return name;
  }

  /** The value as it is written in code: literally where that is exact, by name otherwise. */
  literal(value: unknown): string {
    if (value === undefined) return "undefined";
    if (value === null || typeof value === "boolean" || typeof value === "string")
      return JSON.stringify(value);
    if (typeof value === "number" && Number.isFinite(value)) return String(value);
    return this.name("constant", value);
  }

  /** A function with the body, in which the names stand for their values. */
  evaluate(parameters: readonly string[], body: string): (...values: unknown[]) => unknown {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is the compiler; the text holds no name or value but through JSON.stringify
    const make = new Function(
      ...this.#values.keys(),
      `"use strict";\nreturn function (${parameters.join(", ")}) {\n${indented(body)}\n};`,
    ) as (...values: unknown[]) => (...values: unknown[]) => unknown;
    const made = make(...this.#values.values());
    natives.forgetSource?.(made);
    return made;
  }
}

/** Two spaces for each block that a line is in. */
function indented(body: string): string {
  let depth = 1;
  return body
    .split("\n")
    .map((line) => {
      if (line.startsWith("}")) depth -= 1;
      const indentation = "  ".repeat(depth);
      if (line.endsWith("{")) depth += 1;
      return indentation + line;
    })
    .join("\n");
}

/** `.name` where the name is plain, `["na\"me"]` where it is not. */
export const member = (property: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(property) ? `.${property}` : `[${JSON.stringify(property)}]`;
