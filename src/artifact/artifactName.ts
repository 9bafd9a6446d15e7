import type { World } from "../domain/index.js";

/** Folders of the output, by world. */
export const FOLDERS: Readonly<Record<World, string>> = {
  "state-view": "state-views",
  "state-change": "state-changes",
};

/** `state-views/account-summary`: how a definition's files are named. */
export function artifactName(world: World, name: string): string {
  return `${FOLDERS[world]}/${name}`;
}
