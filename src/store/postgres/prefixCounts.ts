import type { AttributeKind } from "../../domain/index.js";
import type { IsFew } from "./branches.js";
import { numbersOf } from "./dictionaryNumbers.js";
import { Parameters } from "./parameters.js";
import type { Queryable } from "./server.js";

/** So many beginnings are remembered that many values have. */
const MOST_REMEMBERED = 1_000;

/** Asks each question once. */
export function remembered(isFew: IsFew): IsFew {
  const answers = new Map<string, Promise<boolean>>();
  return (kind, prefix, most) => {
    const key = `${kind}:${String(most)}:${prefix}`;
    let answer = answers.get(key);
    if (answer === undefined) answers.set(key, (answer = isFew(kind, prefix, most)));
    return answer;
  };
}

/** Knows whether few values begin with something. Values are never taken away, so many stay many. */
export class PrefixCounts {
  readonly #database: number;
  readonly #many = new Set<string>();

  constructor(database: number) {
    this.#database = database;
  }

  async isFew(
    source: Queryable,
    kind: AttributeKind,
    prefix: string,
    most: number,
  ): Promise<boolean> {
    const key = `${kind}:${String(most)}:${prefix}`;
    if (this.#many.has(key)) return false;
    const parameters = new Parameters(this.#database);
    const numbers = numbersOf(kind, prefix, parameters);
    // One more than may be says that there are too many; no more of them are counted.
    const sql = `select 1 from (${numbers} offset ${parameters.add(most)} limit 1) more`;
    if ((await source.rows(sql, ...parameters.values)).length === 0) return true;
    if (this.#many.size < MOST_REMEMBERED) this.#many.add(key);
    return false;
  }
}
