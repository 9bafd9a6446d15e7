import type { Class } from "../../domain/index.js";
import { excludesAll, exclusions, exposures } from "../classTransformer.js";

/**
 * Whether class-transformer both writes the property and reads it again under the name that it has
 * written. It passes over what is excluded in one direction, over what `@Expose` keeps for a group, and,
 * where the class itself is excluded, over what is not exposed.
 */
export const travels = (target: Class, property: string): boolean => {
  const { written, read } = waysOf(target, property);
  return written !== undefined && written === read;
};

/** The property's names in JSON when it is written and when it is read; `undefined` where it is not. */
export function waysOf(
  target: Class,
  property: string,
): {
  readonly written: string | undefined;
  readonly read: string | undefined;
  readonly grouped: boolean;
} {
  const own = exposures(target).filter(({ propertyName }) => propertyName === property);
  const excluded = exclusions(target);
  const onlyExposed = excludesAll(target);
  // class-transformer takes the first, whatever its direction.
  const [first] = own;
  const grouped = (first?.options?.groups ?? []).length > 0;
  const name = first?.options?.name ?? property;
  const way = (direction: "toClass" | "toPlain"): string | undefined => {
    const against = direction === "toClass" ? "toPlainOnly" : "toClassOnly";
    const exposed = own.some(({ options = {} }) => options[against] !== true);
    if (grouped || excluded[direction].includes(property)) return undefined;
    if (onlyExposed && !exposed) return undefined;
    return name;
  };
  return { written: way("toPlain"), read: way("toClass"), grouped };
}
