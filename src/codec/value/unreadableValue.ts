import { messageOf } from "../../domain/index.js";
import { joinPath } from "../violation.js";

/** JSON that a property's codec cannot read. */
export class UnreadableValue extends Error {
  override readonly name = "UnreadableValue";
  readonly #path: readonly string[];

  /** @param holder - the JSON object that holds the value under the name. */
  constructor(
    private readonly holder: unknown,
    wireName: string,
    cause: unknown,
  ) {
    const element = cause instanceof UnreadableElement ? cause : undefined;
    super(`${wireName} cannot be read: ${messageOf(element?.cause ?? cause)}`, { cause });
    this.#path = element === undefined ? [wireName] : [wireName, element.key];
  }

  /** Where the value stands in the JSON that was read. */
  pathIn(json: unknown): string {
    return this.#path.reduce(joinPath, pathOf(this.holder, json, "") ?? "");
  }
}

/** One of the values of an array, a set or a map that cannot be read. */
export class UnreadableElement extends Error {
  override readonly name = "UnreadableElement";

  constructor(
    readonly key: string,
    cause: unknown,
  ) {
    super(messageOf(cause), { cause });
  }
}

function pathOf(wanted: unknown, json: unknown, path: string): string | undefined {
  if (json === wanted) return path;
  if (typeof json !== "object" || json === null) return undefined;
  for (const [key, item] of Object.entries(json)) {
    const found = pathOf(wanted, item, joinPath(path, key));
    if (found !== undefined) return found;
  }
  return undefined;
}
