import { GLOBAL_OBJECTS, type EngineEnvironment, type Lack } from "./environments.js";
import { isGuarded } from "./guarded.js";
import { isReference } from "./reference.js";
import { declaringScope } from "./scopes.js";
import { keyName, memberName, type Node } from "./syntaxTree.js";
import { useAt, type Use } from "./use.js";

const OF_INTEREST: ReadonlySet<string> = new Set([
  ...GLOBAL_OBJECTS,
  "Date",
  "Math",
  "crypto",
  "performance",
  "WeakRef",
  "FinalizationRegistry",
]);

/** What an identifier uses, if it refers to a global of interest. */
export function globalUses(
  node: Node,
  ancestors: readonly Node[],
  environment: EngineEnvironment,
): readonly Use[] {
  if (node.type !== "Identifier") return [];
  const { lacking, supplied } = environment;
  if (![OF_INTEREST, lacking, supplied].some((names) => names.has(node.name))) return [];
  const path = [...ancestors, node];
  if (!isReference(path) || declaringScope(node.name, ancestors) !== undefined) return [];
  return usesOf({ name: node.name, path }, environment);
}

/** Something that is read: a global, or a member of one. */
interface Access {
  readonly name: string;
  /** Ends with the expression that reads it. */
  readonly path: readonly Node[];
  /** Taken out of its object by a pattern, so that what happens to it later is not seen. */
  readonly taken?: boolean;
}

function usesOf(access: Access, environment: EngineEnvironment): readonly Use[] {
  const { name } = access;
  const { lacking, supplied } = environment;
  // Even a question whether it is there gets the answer that it has in other engines.
  if (supplied.has(name)) return [use("supplied", name, access)];
  if (isOnlyMentioned(access)) return [];
  if (GLOBAL_OBJECTS.has(name))
    return membersOf(access).flatMap((member) => usesOf(member, environment));
  const lack = lacking.get(name);
  if (lack !== undefined) {
    return isGuarded(name, access.path) ? [] : [use("lacking", name, access, lack)];
  }
  if (name === "WeakRef" || name === "FinalizationRegistry") return [use("garbage", name, access)];
  if (name === "Date") return dateUses(access);
  if (name === "Math") {
    return membersOf(access)
      .filter((member) => member.name === "random")
      .map((member) => use("randomness", "Math.random()", member));
  }
  if (name !== "performance" && name !== "crypto") return [];
  const kind = name === "crypto" ? "randomness" : "clock";
  const members = membersOf(access);
  if (members.length === 0) return [use(kind, name, access)];
  return members
    .filter((member) => !isOnlyMentioned(member))
    .flatMap((member) => {
      const whole = `${name}.${member.name}`;
      const missing = lacking.get(whole);
      if (missing === undefined) return [use(kind, `${whole}()`, member)];
      return isGuarded(member.name, member.path) ? [] : [use("lacking", whole, member, missing)];
    });
}

function dateUses(access: Access): readonly Use[] {
  const call = access.taken === true ? undefined : callOf(access.path);
  if (call === undefined) {
    return membersOf(access)
      .filter((member) => member.name === "now")
      .map((member) => use("clock", "Date.now()", member));
  }
  if (call.type === "NewExpression" && call.arguments.length > 0) return [];
  const what = call.type === "NewExpression" ? "new Date()" : "Date()";
  return [useAt(access.path.slice(0, -1), { kind: "clock", what }, true)];
}

function use(kind: Use["kind"], what: string, { path, taken }: Access, lack?: Lack): Use {
  const last = path.at(-1);
  const isGlobal = taken !== true && last?.type === "Identifier" && last.name === what;
  const called = taken !== true && callOf(path) !== undefined;
  return useAt(path, { kind, what, ...lack, isGlobal }, called);
}

/** `x.name`, `x["name"]`, `const { name } = x`; nothing if what is read of it cannot be seen. */
function membersOf({ path, taken }: Access): readonly Access[] {
  if (taken === true) return [];
  const [node, parent] = [path.at(-1), path.at(-2)];
  const outer = path.slice(0, -1);
  if (parent?.type === "MemberExpression" && parent.object === node) {
    const name = memberName(parent);
    return name === undefined ? [] : [{ name, path: outer }];
  }
  const pattern =
    parent?.type === "VariableDeclarator" && parent.init === node
      ? parent.id
      : parent?.type === "AssignmentExpression" && parent.right === node
        ? parent.left
        : undefined;
  if (pattern?.type !== "ObjectPattern") return [];
  return pattern.properties.flatMap((property) => {
    const name = property.type === "Property" && keyName(property.key, property.computed);
    return typeof name === "string" ? [{ name, path, taken: true }] : [];
  });
}

/** The call or construction of the last node. */
function callOf(path: readonly Node[]) {
  const node = path.at(-1);
  const parent = path.at(-2);
  const calls = parent?.type === "CallExpression" || parent?.type === "NewExpression";
  return calls && parent.callee === node ? parent : undefined;
}

/** `typeof x`, which asks whether it is there, and `x = …`, which puts it there. */
function isOnlyMentioned({ path, taken }: Access): boolean {
  if (taken === true) return false;
  const outer = path.filter(({ type }) => type !== "ChainExpression");
  const [node, parent] = [outer.at(-1), outer.at(-2)];
  if (parent?.type === "UnaryExpression") return parent.operator === "typeof";
  return parent?.type === "AssignmentExpression" && parent.left === node;
}
