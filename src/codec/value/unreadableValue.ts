import { messageOf, type Violation } from "../../domain/index.js";
import { joinPath } from "../violation.js";

/** One of the values of an array, a set or a map that cannot be read, and why. */
export interface UnreadableElement {
  readonly key: string;
  readonly cause: unknown;
}

/** Some of the values of an array, a set or a map that cannot be read. */
export class UnreadableElements extends Error {
  override readonly name = "UnreadableElements";

  constructor(readonly elements: readonly UnreadableElement[]) {
    super(elements.map(({ cause }) => messageOf(cause)).join("; "));
  }
}

/** JSON that a property's codec cannot read. */
export class UnreadableValue extends Error {
  override readonly name = "UnreadableValue";

  /** @param holder - the JSON object that holds the value under the name. */
  constructor(
    private readonly holder: unknown,
    private readonly wireName: string,
    cause: unknown,
  ) {
    super(`${wireName} cannot be read: ${messageOf(cause)}`, { cause });
  }

  /** Where the property stands in the JSON that was read. */
  pathIn(json: unknown): string {
    return joinPath(pathOf(this.holder, json, "") ?? "", this.wireName);
  }

  /** What is wrong with it, and with each of its values. */
  violationsIn(json: unknown): readonly Violation[] {
    const path = this.pathIn(json);
    const { cause } = this;
    if (!(cause instanceof UnreadableElements))
      return [{ path, rule: "codec", message: this.message }];
    return cause.elements.map(({ key, cause: reason }) => ({
      path: joinPath(path, key),
      rule: "codec",
      message: `${this.wireName} cannot be read: ${messageOf(reason)}`,
    }));
  }
}

let collected: UnreadableValue[] | undefined;

/**
 * Reads on over values that no codec can read, so that all that is wrong is told together. They stay as
 * they are in JSON.
 */
export function readingOn<T>(into: UnreadableValue[], read: () => T): T {
  const outer = collected;
  collected = into;
  try {
    return read();
  } finally {
    collected = outer;
  }
}

/** Notes the value while {@link readingOn}. @throws UnreadableValue otherwise. */
export function tellUnreadable(value: UnreadableValue): void {
  if (collected === undefined) throw value;
  collected.push(value);
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
