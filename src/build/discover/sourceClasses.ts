import type { Class } from "../../domain/index.js";
import {
  within,
  type ClassShape,
  type FieldShape,
  type NamedType,
  type TypeAlias,
} from "../scan/index.js";
import { declaredFields } from "./declaredFields.js";

/** The classes of a project as they are written, by their names. */
export interface SourceClasses {
  /** The classes of that name. Of several nobody knows which is meant. */
  readonly named: (name: string) => readonly ClassShape[];
  /** The fields of a class and of those that it extends. */
  readonly fieldsOf: (target: Class) => readonly FieldShape[];
  /** Whether only some texts or numbers are of the type of that name. */
  readonly isClosed: (name: string) => boolean;
  /** Types with the aliases and interfaces among them replaced by what these stand for. */
  readonly spelledOut: (types: readonly NamedType[]) => readonly NamedType[];
}

export function sourceClasses(
  shapes: readonly ClassShape[],
  aliases: readonly TypeAlias[] = [],
): SourceClasses {
  const byName = grouped(shapes);
  const aliasesByName = grouped(aliases);
  const named = (name: string): readonly ClassShape[] => byName.get(name) ?? [];
  const spelledOut = (
    types: readonly NamedType[],
    around: ReadonlySet<string> = new Set(),
  ): readonly NamedType[] =>
    types.flatMap((type) => {
      const [alias, ...others] = aliasesByName.get(type.name) ?? [];
      const isAlias = alias !== undefined && others.length === 0 && !byName.has(type.name);
      if (!isAlias || around.has(type.name)) return isAlias ? [] : [type];
      return spelledOut(alias.types, new Set([...around, type.name])).map((each) => ({
        ...each,
        as: within(type.as, each.as),
      }));
    });
  return {
    named,
    fieldsOf: (target) => declaredFields(target, named),
    isClosed: (name) => {
      const all = aliasesByName.get(name) ?? [];
      return all.length > 0 && all.every(({ isClosed }) => isClosed);
    },
    spelledOut: (types) => spelledOut(types),
  };
}

function grouped<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) found.set(one.name, [...(found.get(one.name) ?? []), one]);
  return found;
}
