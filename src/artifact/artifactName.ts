import type { World } from "../domain/index.js";

/** Folders of the output, by world. */
export const FOLDERS: Readonly<Record<World, string>> = {
  "state-view": "state-views",
  "state-change": "state-changes",
};

/** The whole model, in the output folder. */
export const MODEL_FILE = "model.json";

/** `state-views/account-summary`: how a definition's files are named. */
export function artifactName(world: World, name: string): string {
  return `${FOLDERS[world]}/${name}`;
}

/** Whether a text names a definition's files: one of the folders, and a name that leads out of none. */
export function isArtifactName(text: string): boolean {
  const at = text.indexOf("/");
  const [folder, name] = [text.slice(0, at), text.slice(at + 1)];
  return (
    Object.values(FOLDERS).includes(folder) &&
    // eslint-disable-next-line no-control-regex -- among them the one that ends a path for the system
    /^[^/\\\u0000-\u001f\u007f]+$/.test(name) &&
    name !== "." &&
    name !== ".."
  );
}
