import { readFileSync } from "node:fs";
import { LAYOUT } from "../../scripts/engineLayout.js";

const source = readFileSync(LAYOUT, "utf8");

/** The engine's constants for a type of the WIT, by their names in `layout.rs`. */
export function layoutOf<Names extends string>(
  type: string,
  ...names: readonly Names[]
): Readonly<Record<Names, number>> {
  const body = new RegExp(`pub mod ${type} \\{([^}]*)\\}`).exec(source)?.[1] ?? "";
  const found = new Map(
    Array.from(body.matchAll(/const (\w+): \w+ = (\d+);/g), ([, key = "", value]) => [
      key,
      Number(value),
    ]),
  );
  const constants = names.map((name) => {
    const value = found.get(name);
    if (value === undefined) throw new Error(`layout.rs has no ${name} of ${type}`);
    return [name, value] as const;
  });
  return Object.fromEntries(constants) as Record<Names, number>;
}
