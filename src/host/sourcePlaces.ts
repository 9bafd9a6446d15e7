import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

/** Rewrites places of a component's code in a text into places of the author's sources. */
export type MapPlaces = (text: string) => string;

/**
 * Components know places as `deposit.js:3804:54`; the source map beside the component tells where
 * that is. The map is read when the first place is met; without one, texts stay as they are.
 */
export function sourcePlaces(folder: string, name: string): MapPlaces {
  const file = join(folder, `${name}.js.map`);
  const place = new RegExp(`(?<![\\w./-])${name.replaceAll(".", "\\.")}\\.js:(\\d+):(\\d+)`, "g");
  let map: TraceMap | undefined;
  return (text) => {
    if (!place.test(text) || !existsSync(file)) return text;
    map ??= new TraceMap(readFileSync(file, "utf8"));
    const trace = map;
    return text.replace(place, (whole, line: string, column: string) => {
      const found = originalPositionFor(trace, { line: Number(line), column: Number(column) - 1 });
      if (found.source === null) return whole;
      const source = relative(process.cwd(), resolve(dirname(file), found.source));
      return `${source.split(sep).join("/")}:${String(found.line)}:${String(found.column + 1)}`;
    });
  };
}
