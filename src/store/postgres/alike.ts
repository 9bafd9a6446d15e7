import type { AttributeKind } from "../../domain/index.js";
import type { Conjunction } from "../sql/conjunctions.js";
import { NO_SUBJECT, TABLES, type DictionaryTable } from "../sql/dictionaryTables.js";
import { stored } from "../sql/storedText.js";
import { numberOf } from "./dictionaryNumbers.js";
import type { At } from "./entries.js";
import type { Parameters } from "./parameters.js";

const KINDS: readonly AttributeKind[] = ["stream", "subject", "event-type"];

export type Prefixes = Readonly<Partial<Record<DictionaryTable, string | undefined>>>;

/** Conjunctions that are asked in one go, for they differ only in the values that attributes are to have. */
export interface Alike {
  readonly conjunctions: readonly [Conjunction, ...Conjunction[]];
  /** The beginnings that all of them ask for. */
  readonly prefixes: Prefixes;
}

/** Conjunctions by what they ask. */
export function alike(conjunctions: readonly Conjunction[]): readonly Alike[] {
  const byShape = new Map<string, [Conjunction, ...Conjunction[]]>();
  for (const conjunction of conjunctions) {
    const shape = KINDS.map((kind) => shapeOf(conjunction, kind)).join("\u0000");
    const others = byShape.get(shape);
    if (others === undefined) byShape.set(shape, [conjunction]);
    else others.push(conjunction);
  }
  return [...byShape.values()].map((each) => ({
    conjunctions: each,
    prefixes: Object.fromEntries(
      KINDS.flatMap((kind) => {
        const wanted = each[0].get(kind);
        return wanted?.op === "begins" ? [[TABLES[kind], wanted.prefix]] : [];
      }),
    ),
  }));
}

function shapeOf(conjunction: Conjunction, kind: AttributeKind): string {
  const wanted = conjunction.get(kind);
  if (wanted === undefined) return "";
  if (wanted.op === "begins") return `^${wanted.prefix}`;
  return wanted.value === null ? "0" : "=";
}

/** The numbers of the values that conjunctions ask for: a row for each of them, without such as no event has. */
export interface Numbered {
  /** A select of the numbers by columns. */
  readonly sql: string;
  /** Where they are, if the select is `d`. */
  readonly at: At;
}

export function numbered({ conjunctions }: Alike, parameters: Parameters): Numbered {
  const [first] = conjunctions;
  const at: Partial<Record<DictionaryTable, string>> = {};
  const numbers: string[] = [];
  const arrays: string[] = [];
  const names: string[] = [];
  for (const kind of KINDS) {
    const wanted = first.get(kind);
    if (wanted?.op !== "is") continue;
    const table = TABLES[kind];
    at[table] = `d.${table}`;
    if (wanted.value === null) {
      numbers.push(`${String(NO_SUBJECT)} as ${table}`);
    } else if (conjunctions.length === 1) {
      numbers.push(`${numberOf(kind, wanted.value, parameters)} as ${table}`);
    } else {
      arrays.push(`${parameters.add(conjunctions.map((each) => valueIn(each, kind)))}::text[]`);
      names.push(table);
      numbers.push(
        `(select v.id from ${table} v where v.database = $1 and v.name = w.${table}) as ${table}`,
      );
    }
  }
  if (numbers.length === 0) return { sql: "select 1 as one", at };
  const rows =
    arrays.length === 0 ? "" : ` from unnest(${arrays.join(", ")}) as w (${names.join(", ")})`;
  const there = Object.values(at).map((number) => `${number} is not null`);
  // The offset keeps each number from being looked up wherever it is used.
  const found = `select ${numbers.join(", ")}${rows} offset 0`;
  return { sql: `select d.* from (${found}) d where ${there.join(" and ")}`, at };
}

function valueIn(conjunction: Conjunction, kind: AttributeKind): string | null {
  const wanted = conjunction.get(kind);
  return wanted?.op === "is" && wanted.value !== null ? stored(wanted.value) : null;
}
