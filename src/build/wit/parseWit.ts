import { readItems, type WitItem } from "./syntax.js";
import { tokenize, type Token } from "./tokenize.js";
import { WitError } from "./witError.js";

/** Which of the two generations of names a document uses. */
export type WitGeneration = "transaction" | "batch";

/** A WIT document that declares the worlds `state-view` and `state-change`. */
export interface WitDocument {
  readonly text: string;
  /** Such as `evidentsource:decider@0.1.0`. */
  readonly packageId: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string | undefined;
  /** By the function that speculates; `undefined` if there is none. */
  readonly generation: WitGeneration | undefined;
  /** The interface that declares `resource database`. */
  readonly databaseInterface: string;
  readonly database: WitItem;
  readonly speculativeDatabase: WitItem | undefined;
  /** All declarations. */
  readonly items: readonly WitItem[];
}

/** How speculation is called in each generation. */
export const SPECULATE: Readonly<Record<WitGeneration, string>> = {
  transaction: "speculate-with-transaction",
  batch: "speculate-with-batch",
};

/**
 * Reads a WIT document as far as a build needs to know it.
 * @throws WitError if it is no decider document.
 */
export function parseWit(text: string): WitDocument {
  const tokens = tokenize(text);
  const items = readItems(tokens);
  const lastLine = tokens.at(-1)?.line ?? 1;
  const missing = (what: string): WitError => new WitError(lastLine, what, "none");

  const declaration = items.find(({ keyword }) => keyword === "package");
  if (declaration === undefined) throw missing(`"package namespace:name@version;"`);
  for (const [world, entry] of ENTRIES) requireWorld(items, world, entry, missing);
  const holder = items.find(
    (item) => item.keyword === "interface" && resourceOf(item, "database") !== undefined,
  );
  const database = holder && resourceOf(holder, "database");
  if (database === undefined) throw missing(`an interface with "resource database"`);
  if (!methods(database).includes("name")) {
    throw new WitError(lineOf(database), `the method "name" in "resource database"`, "none");
  }
  return {
    text,
    ...packageParts(declaration),
    generation: generationOf(database),
    databaseInterface: holder?.name ?? "",
    database,
    speculativeDatabase: holder && resourceOf(holder, "speculative-database"),
    items,
  };
}

/** The names of a resource's methods; constructors and static functions are none. */
export function methods(resource: WitItem): readonly string[] {
  return resource.items.filter(({ keyword }) => keyword === "func").map(({ name }) => name);
}

const ENTRIES = [
  ["state-view", "evolve"],
  ["state-change", "decide"],
] as const;

function requireWorld(
  items: readonly WitItem[],
  name: string,
  entry: string,
  missing: (what: string) => WitError,
): void {
  const world = items.find((item) => item.keyword === "world" && item.name === name);
  if (world === undefined) throw missing(`"world ${name}"`);
  if (!world.items.some((item) => item.keyword === "export" && item.name === entry)) {
    throw new WitError(lineOf(world), `"export ${entry}" in "world ${name}"`, "none");
  }
}

function resourceOf(holder: WitItem, name: string): WitItem | undefined {
  return holder.items.find((item) => item.keyword === "resource" && item.name === name);
}

function generationOf(database: WitItem): WitGeneration | undefined {
  const names = methods(database);
  if (names.includes(SPECULATE.transaction)) return "transaction";
  return names.includes(SPECULATE.batch) ? "batch" : undefined;
}

type PackageParts = Pick<WitDocument, "packageId" | "namespace" | "name" | "version">;

function packageParts({ tokens }: WitItem): PackageParts {
  const from = tokens.findIndex(({ text }) => text === "package") + 1;
  const packageId = textOf(tokens.slice(from, -1));
  const [, namespace, name, version] =
    /^([\w-]+):([\w-]+)(?:@(\d[\w.+-]*))?$/.exec(packageId) ?? [];
  if (namespace === undefined || name === undefined || tokens.at(-1)?.text !== ";") {
    throw new WitError(tokens[0]?.line ?? 1, `"package namespace:name@version;"`, `"${packageId}"`);
  }
  return { packageId, namespace, name, version };
}

const textOf = (tokens: readonly Token[]): string =>
  tokens.map(({ text }) => text.replace(/^%/, "")).join("");

const lineOf = (item: WitItem): number => item.tokens[0]?.line ?? 1;
