import type { Catalog, PublishedStateChange, PublishedStateView } from "./ports/index.js";

/** A catalog of what is given; of one name and version, the last counts. */
export function catalogOf(
  stateViews: readonly PublishedStateView[],
  stateChanges: readonly PublishedStateChange[] = [],
): Catalog {
  const views = versions(stateViews);
  const changes = versions(stateChanges);
  return {
    stateView: views.of,
    stateChange: changes.of,
    latestStateView: views.latest,
    latestStateChange: changes.latest,
    get stateViews() {
      return views.all();
    },
    get stateChanges() {
      return changes.all();
    },
  };
}

interface Versions<T> {
  readonly of: (name: string, version: bigint) => T | undefined;
  readonly latest: (name: string) => T | undefined;
  readonly all: () => readonly T[];
}

/** A project has a few dozen definitions, which are looked through faster than they are sorted. */
function versions<T extends { readonly name: string; readonly version: bigint }>(
  published: readonly T[],
): Versions<T> {
  const of = (name: string, version: bigint): T | undefined =>
    published.findLast((each) => each.name === name && each.version === version);
  return {
    of,
    latest: (name) =>
      published.reduce<T | undefined>(
        (highest, each) =>
          each.name === name && (highest === undefined || each.version >= highest.version)
            ? each
            : highest,
        undefined,
      ),
    all: () =>
      published
        .filter((each) => of(each.name, each.version) === each)
        .sort((a, b) =>
          a.name === b.name ? Number(a.version - b.version) : a.name < b.name ? -1 : 1,
        ),
  };
}
