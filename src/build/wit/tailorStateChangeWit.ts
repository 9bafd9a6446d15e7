import type { DatabaseFunction } from "../../domain/index.js";
import { cutEntry, cutItem, withoutCuts, type Cut } from "./cut.js";
import { SPECULATE, type WitDocument } from "./parseWit.js";
import type { WitItem } from "./syntax.js";

/** How an engine binds a WIT document for a definition. */
export interface WitBinding {
  /** The text that it binds. */
  readonly wit: string;
  /** The database's functions that the component imports, such as `[method]database.view-state`. */
  readonly functions: readonly string[];
}

/**
 * The document with only those methods of the databases that a state change uses: an engine binds
 * all that a document declares, and a host must then link it.
 */
export function tailorStateChangeWit(
  document: WitDocument,
  used: ReadonlySet<DatabaseFunction>,
): WitBinding {
  const { text, database, speculativeDatabase, generation } = document;
  const speculates = used.has("speculate") && generation !== undefined;
  const speculative = speculates ? speculativeDatabase : undefined;
  const wanted = wantedMethods(used, generation);
  const resources = speculative === undefined ? [database] : [database, speculative];
  const isKept = (item: WitItem): boolean => item.keyword === "func" && wanted.has(item.name);

  const cuts = resources.flatMap((resource) =>
    resource.items.filter((item) => !isKept(item)).map((item) => cutItem(text, item)),
  );
  if (speculative === undefined && speculativeDatabase !== undefined) {
    cuts.push(...cutMentions(document, speculativeDatabase));
  }
  const functions = resources.flatMap((resource) =>
    resource.items.filter(isKept).map(({ name }) => `[method]${resource.name}.${name}`),
  );
  return { wit: withoutCuts(text, cuts), functions };
}

/** How the methods of the resources are called, by the words of `Database`. */
const METHODS = {
  view: "view-state",
  viewState: "view-state",
  events: "query-events",
  query: "query-events",
  speculate: undefined,
  atRevision: "at-revision",
  atEffectiveTimestamp: "at-effective-timestamp",
  name: "name",
  createdAt: "created-at",
  revision: "revision",
  revisionTimestamp: "revision-timestamp",
  effectiveTimestamp: "effective-timestamp",
  basis: "basis",
  speculatedEventCount: "speculated-event-count",
} as const satisfies Record<DatabaseFunction, string | undefined>;

/** A resource without any method cannot be bound, so its name always stays. */
function wantedMethods(
  used: ReadonlySet<DatabaseFunction>,
  generation: WitDocument["generation"],
): ReadonlySet<string> {
  const wanted = new Set<string>(["name"]);
  for (const name of used) {
    const method = METHODS[name];
    if (method !== undefined) wanted.add(method);
    else if (generation !== undefined) wanted.add(SPECULATE[generation]);
  }
  return wanted;
}

/** Cuts a resource, and all that could not stand without it but the methods of `database`. */
function cutMentions({ text, items, database }: WitDocument, resource: WitItem): Cut[] {
  const mentions = ({ tokens }: WitItem): boolean =>
    tokens.some((token) => token.text === resource.name || token.text === `%${resource.name}`);
  return items
    .flatMap((item) => item.items)
    .filter((item) => item !== database && mentions(item))
    .map((item) =>
      item.keyword === "use" ? cutEntry(text, item, resource.name) : cutItem(text, item),
    );
}
