import { isParameter, type AttributeKind, type EventSelector } from "../../domain/index.js";

/** What is asked of one attribute: a value (`null`: an absent subject), or the beginning of one. */
export type Wanted =
  | { readonly op: "is"; readonly value: string | null }
  | { readonly op: "begins"; readonly prefix: string };

/** Attributes that an event must have, all of them. */
export type Conjunction = ReadonlyMap<AttributeKind, Wanted>;

/**
 * A selector as conjunctions of which an event must fulfil one (disjunctive normal form). What can
 * never be fulfilled falls away; `undefined` when there would be more than so many.
 */
export function conjunctionsOf(
  selector: EventSelector,
  most: number,
): readonly Conjunction[] | undefined {
  const made: Conjunction[][] = [];
  for (const node of selector.flatten()) {
    switch (node.op) {
      case "equals":
        made.push([leaf(node.attribute.kind, { op: "is", value: concrete(node.attribute.value) })]);
        break;
      case "starts-with": {
        const prefix = concrete(node.prefix.value) ?? "";
        made.push([leaf(node.prefix.kind, { op: "begins", prefix })]);
        break;
      }
      case "or": {
        // No node has two parents, so what was made for one of them is nobody else's.
        const joined = made[node.left] ?? [];
        joined.push(...(made[node.right] ?? []));
        if (joined.length > most) return undefined;
        made.push(joined);
        break;
      }
      case "and": {
        const [left, right] = [made[node.left] ?? [], made[node.right] ?? []];
        if (left.length * right.length > most) return undefined;
        made.push(products(left, right));
        break;
      }
    }
  }
  return made.at(-1) ?? [];
}

const leaf = (kind: AttributeKind, wanted: Wanted): Conjunction =>
  new Map<AttributeKind, Wanted>().set(kind, wanted);

function products(left: readonly Conjunction[], right: readonly Conjunction[]): Conjunction[] {
  const all: Conjunction[] = [];
  for (const one of left)
    for (const other of right) {
      const joined = both(one, other);
      if (joined !== undefined) all.push(joined);
    }
  return all;
}

function concrete(value: unknown): string | null {
  if (isParameter(value)) throw new RangeError(`parameter ${value.parameter} is not bound`);
  return value as string | null;
}

/** Both at once; `undefined` when nothing can fulfil both. */
function both(one: Conjunction, other: Conjunction): Conjunction | undefined {
  const joined = new Map(one);
  for (const [kind, wanted] of other) {
    const before = joined.get(kind);
    const narrower = before === undefined ? wanted : narrowed(before, wanted);
    if (narrower === undefined) return undefined;
    joined.set(kind, narrower);
  }
  return joined;
}

function narrowed(a: Wanted, b: Wanted): Wanted | undefined {
  if (a.op === "is") return fulfils(a.value, b) ? a : undefined;
  if (b.op === "is") return fulfils(b.value, a) ? b : undefined;
  if (a.prefix.startsWith(b.prefix)) return a;
  return b.prefix.startsWith(a.prefix) ? b : undefined;
}

function fulfils(value: string | null, wanted: Wanted): boolean {
  if (wanted.op === "is") return wanted.value === value;
  return value?.startsWith(wanted.prefix) === true;
}
