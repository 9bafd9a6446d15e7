import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { replaceBundlePlaces } from "../model/sourceLocation.js";
import { sourcePositions, type Locate } from "./sourcePositions.js";

/** Rewrites places of a component's code in a text into places of the author's sources. */
export type MapPlaces = (text: string) => string;

/**
 * Components know places as `deposit.js:3804:54`; the source map beside the component tells where
 * that is. The map is read when the first place is met; without one, texts stay as they are.
 */
export function sourcePlaces(folder: string, name: string): MapPlaces {
  const file = join(folder, `${name}.js.map`);
  let locate: Locate | undefined;
  return (text) =>
    replaceBundlePlaces(text, name, (line, column) => {
      if (locate === undefined && !existsSync(file)) return undefined;
      locate ??= sourcePositions(readFileSync(file, "utf8"), file);
      const found = locate(line, column);
      if (found === undefined) return undefined;
      return { ...found, file: relative(process.cwd(), found.file).split(sep).join("/") };
    });
}
