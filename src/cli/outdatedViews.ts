import type { Model } from "../model/model.js";
import type { ViewVersions } from "../model/viewVersions.js";

/** A view of which the state changes were built to read another version than the one that is published. */
export interface OutdatedView {
  readonly name: string;
  readonly built: number;
  readonly published: number;
}

/** Views whose versions the lock knows and the build does not; what the sources say is left to them. */
export function outdatedViews(
  { stateViews }: Pick<Model, "stateViews">,
  versions: ViewVersions,
): readonly OutdatedView[] {
  return stateViews.flatMap(({ name, version, pinned }) => {
    const published = Object.hasOwn(versions, name) ? versions[name] : undefined;
    if (pinned === true || published === undefined || published === version) return [];
    return [{ name, built: version, published }];
  });
}

/** What to do about it. */
export const outdatedNote = ({ name, built, published }: OutdatedView): string =>
  `state changes were built to read version ${String(built)} of ${name}, of which ${String(published)} is published; run \`esf build\`, then \`esf publish\` again`;
