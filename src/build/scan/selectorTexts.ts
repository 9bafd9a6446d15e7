import type { ESTree } from "rolldown/utils";
import type { SelectorText } from "../../model/checkSelectors.js";
import { memberName, stringValue, walk } from "./syntaxTree.js";
import { enclosing } from "./use.js";

const BUILDERS: Readonly<Record<string, Pick<SelectorText, "kind" | "isPrefix">>> = {
  stream: { kind: "stream", isPrefix: false },
  streamStartsWith: { kind: "stream", isPrefix: true },
  eventType: { kind: "event-type", isPrefix: false },
  eventTypeStartsWith: { kind: "event-type", isPrefix: true },
};

/**
 * The streams and event types that a source names in selectors: `Selector.stream("accounts")`.
 * @param imported - what imported names are called where they come from.
 */
export function selectorTexts(
  program: ESTree.Program,
  imported: ReadonlyMap<string, string>,
  placeOf: (offset: number) => SelectorText["where"],
): readonly SelectorText[] {
  const found: SelectorText[] = [];
  walk(program, (node, ancestors) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return;
    const { object } = node.callee;
    if (object.type !== "Identifier" || imported.get(object.name) !== "Selector") return;
    const name = memberName(node.callee) ?? "";
    const builder = Object.hasOwn(BUILDERS, name) ? BUILDERS[name] : undefined;
    const value = stringValue(node.arguments[0]);
    if (builder === undefined || value === undefined) return;
    found.push({
      ...builder,
      value,
      ...enclosing([...ancestors, node]),
      where: placeOf(node.arguments[0]?.start ?? node.start),
    });
  });
  return found;
}
