import { resolve } from "node:path";
import { StateChangeError } from "../domain/index.js";
import type { Level } from "./level.js";

const loaded = new Map<string, Promise<Level>>();

/** Runs what a build wrote; each folder is loaded once. */
export function components(dist: string): Promise<Level> {
  const folder = resolve(dist);
  const level = loaded.get(folder) ?? load(folder);
  loaded.set(folder, level);
  return level;
}

async function load(folder: string): Promise<Level> {
  // Only here, so that specifications in process need no WebAssembly tools.
  const { loadBuiltProject } = await import("../host/index.js");
  const { stateViews, stateChanges } = await loadBuiltProject(folder);
  return {
    name: "the built component",
    stateViews,
    decide: (database, command, metadata) => {
      const change = stateChanges.get(metadata.stateChangeName);
      if (change !== undefined) return change.decide(database, command, metadata);
      throw StateChangeError.notFound(
        `${folder} holds no component of the command ${metadata.stateChangeName}; run \`esf build\``,
      );
    },
  };
}
