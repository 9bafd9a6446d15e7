import type { EngineEnvironment } from "./environments.js";
import { declaringScope } from "./scopes.js";
import { keyName, memberName, stringValue, type Node } from "./syntaxTree.js";
import { useAt, type Use } from "./use.js";

const LOCALES = new Set([
  "localeCompare",
  "toLocaleString",
  "toLocaleDateString",
  "toLocaleTimeString",
]);

/** Without a locale they are as in every engine. */
const CASES = new Set(["toLocaleLowerCase", "toLocaleUpperCase"]);

/** `\p{…}` that is not itself escaped. */
const PROPERTY_ESCAPE = /(?:^|[^\\])(?:\\\\)*\\[pP]\{/;

const NO_PROPERTIES = "List the characters that you mean, such as [A-Za-zÀ-ÖØ-öø-ÿ].";

/** Uses of what an engine without locales, and perhaps without Unicode's tables, cannot do with text. */
export function textUses(
  node: Node,
  ancestors: readonly Node[],
  { hasUnicodeTables }: EngineEnvironment,
): readonly Use[] {
  return [
    ...localeUses(node, ancestors),
    ...(hasUnicodeTables ? [] : unicodeUses(node, ancestors)),
  ];
}

function localeUses(node: Node, ancestors: readonly Node[]): readonly Use[] {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
  const name = memberName(node.callee);
  if (name === undefined) return [];
  if (!LOCALES.has(name) && !(CASES.has(name) && node.arguments.length > 0)) return [];
  return [useAt([...ancestors, node], { kind: "locale", what: `${name}()` }, true)];
}

function unicodeUses(node: Node, ancestors: readonly Node[]): readonly Use[] {
  if (node.type === "Literal") {
    const regex = "regex" in node ? node.regex : undefined;
    if (regex === undefined || !hasPropertyEscape(regex.pattern, regex.flags)) return [];
    return [useAt([...ancestors, node], { kind: "syntax", ...PROPERTIES }, true)];
  }
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return [];
  const { callee } = node;
  const path = [...ancestors, node];
  if (callee.type === "Identifier" && callee.name === "RegExp") {
    const [pattern, flags] = node.arguments.map(stringValue);
    const unknownFlags = node.arguments.length > 1 && flags === undefined ? "u" : "";
    if (pattern === undefined || !hasPropertyEscape(pattern, flags ?? unknownFlags)) return [];
    if (declaringScope("RegExp", ancestors) !== undefined) return [];
    return [useAt(path, { kind: "lacking", ...PROPERTIES }, true)];
  }
  if (node.type === "NewExpression" || callee.type !== "MemberExpression") return [];
  const name = memberName(callee);
  if (name !== "normalize" || node.optional) return [];
  const [argument] = node.arguments;
  const isForm = /^NFK?[CD]$/.test(stringValue(argument) ?? "");
  if (argument !== undefined && !isForm) return [];
  const isText = stringValue(callee.object) !== undefined;
  return [useAt(path, { kind: "lacking", ...NORMALIZE, doubtful: !isForm && !isText }, true)];
}

/** Whether a class or an object of the bundle has a method `normalize` of its own. */
export function definesNormalize(node: Node): boolean {
  return (
    (node.type === "MethodDefinition" ||
      node.type === "PropertyDefinition" ||
      node.type === "Property") &&
    keyName(node.key, node.computed) === "normalize"
  );
}

const PROPERTIES = {
  what: String.raw`\p{…} in a regular expression`,
  remedy: NO_PROPERTIES,
  elsewhere: "quickjs",
} as const;

const NORMALIZE = {
  what: "String.prototype.normalize()",
  remedy: "Normalise text before it is sent: commands and events should carry it in one form.",
  elsewhere: "quickjs",
} as const;

function hasPropertyEscape(pattern: string, flags: string): boolean {
  return /[uv]/.test(flags) && PROPERTY_ESCAPE.test(pattern);
}
