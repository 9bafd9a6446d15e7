import { witTypeText, type WitFunction, type WitMember, type WitType } from "./witType.js";

/**
 * The first place where a function's values lie otherwise in memory, or are called otherwise, than
 * expected; `undefined` when there is none. Names of types and of parameters do not matter.
 */
export function functionDifference(expected: WitFunction, found: WitFunction): string | undefined {
  const { name } = found;
  const [wanted, given] = [expected.parameters, found.parameters];
  if (wanted.length !== given.length)
    return `${name} takes ${String(given.length)} parameters instead of ${String(wanted.length)}`;
  for (const [index, { type }] of wanted.entries()) {
    const parameter = given[index];
    const different = typeDifference(type, parameter?.type, parameter?.name ?? "");
    if (different !== undefined) return `in ${name}, ${different}`;
  }
  const different = typeDifference(expected.result, found.result, "the result");
  return different && `in ${name}, ${different}`;
}

function typeDifference(
  expected: WitType | undefined,
  found: WitType | undefined,
  at: string,
): string | undefined {
  if (expected === undefined || found === undefined)
    return expected === found ? undefined : other(expected, found, at);
  switch (expected.kind) {
    case "primitive":
      return found.kind === expected.kind && found.name === expected.name
        ? undefined
        : other(expected, found, at);
    case "list":
    case "option":
      if (found.kind !== expected.kind) return other(expected, found, at);
      return typeDifference(expected.of, found.of, at);
    case "tuple":
      if (found.kind !== expected.kind || found.items.length !== expected.items.length)
        return other(expected, found, at);
      return firstOf(expected.items, (item, index) => typeDifference(item, found.items[index], at));
    case "result":
      if (found.kind !== expected.kind) return other(expected, found, at);
      return (
        typeDifference(expected.ok, found.ok, at) ?? typeDifference(expected.error, found.error, at)
      );
    case "own":
    case "borrow":
      return found.kind === expected.kind && found.resource === expected.resource
        ? undefined
        : other(expected, found, at);
    case "record":
    case "variant":
    case "enum":
    case "flags":
      if (found.kind !== expected.kind) return other(expected, found, at);
      return memberDifference(expected, found);
    case "unknown":
      return other(expected, found, at);
  }
}

interface WithMembers {
  readonly kind: string;
  readonly name: string;
  readonly members: readonly WitMember[];
}

function memberDifference(expected: WithMembers, found: WithMembers): string | undefined {
  const at = `the ${found.kind} ${found.name}`;
  for (let index = 0; index < expected.members.length; index++) {
    const [wanted, given] = [expected.members[index], found.members[index]];
    if (wanted?.name !== given?.name) {
      const what = given === undefined ? "nothing more" : `"${given.name}"`;
      return `${at} has ${what} where "${wanted?.name ?? ""}" is expected`;
    }
    const place = `"${given?.name ?? ""}" of ${at}`;
    const different = typeDifference(wanted?.type, given?.type, place);
    if (different !== undefined) return different;
  }
  const surplus = found.members[expected.members.length];
  return surplus && `${at} has "${surplus.name}", which is not expected`;
}

function firstOf<Item>(
  items: readonly Item[],
  difference: (item: Item, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = difference(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function other(expected: WitType | undefined, found: WitType | undefined, at: string): string {
  const [wanted, given] = [expected, found].map((type) =>
    type === undefined ? "nothing" : witTypeText(type),
  );
  return `${at} is ${given ?? ""} instead of ${wanted ?? ""}`;
}
