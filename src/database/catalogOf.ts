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
    stateViews: views.all,
    stateChanges: changes.all,
  };
}

interface Versions<T> {
  readonly of: (name: string, version: bigint) => T | undefined;
  readonly latest: (name: string) => T | undefined;
  readonly all: readonly T[];
}

function versions<T extends { readonly name: string; readonly version: bigint }>(
  published: readonly T[],
): Versions<T> {
  const byName = new Map<string, Map<bigint, T>>();
  for (const each of published) {
    const ofName = byName.get(each.name) ?? new Map<bigint, T>();
    byName.set(each.name, ofName.set(each.version, each));
  }
  const latest = (name: string): T | undefined =>
    [...(byName.get(name)?.values() ?? [])].reduce<T | undefined>(
      (highest, each) => (highest === undefined || each.version > highest.version ? each : highest),
      undefined,
    );
  return {
    of: (name, version) => byName.get(name)?.get(version),
    latest,
    all: [...byName.values()]
      .flatMap((ofName) => [...ofName.values()])
      .sort((a, b) =>
        a.name === b.name ? Number(a.version - b.version) : a.name < b.name ? -1 : 1,
      ),
  };
}
