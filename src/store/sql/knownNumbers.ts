import type { DictionaryTable } from "./dictionaryTables.js";

/** So many values of an attribute are remembered. */
const MOST = 50_000;

/** The numbers of values that were asked for already. */
export class KnownNumbers {
  readonly #known: Readonly<Record<DictionaryTable, Map<string, number>>> = {
    stream: new Map(),
    subject: new Map(),
    type: new Map(),
  };

  get(table: DictionaryTable, value: string): number | undefined {
    return this.#known[table].get(value);
  }

  /** Gives the number. */
  remember(table: DictionaryTable, value: string, id: number): number {
    const known = this.#known[table];
    if (known.size >= MOST) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    known.set(value, id);
    return id;
  }

  /** Forgets everything: what a transaction gave that was rolled back is given anew. */
  forget(): void {
    for (const known of Object.values(this.#known)) known.clear();
  }
}
