import type { EventSelector } from "./eventSelector.js";
import { isParameter, type Parameter } from "./parameter.js";

/** `subject = {account_id} and (type = "account.opened" or type = "account.closed")` */
export function describeSelector(selector: EventSelector): string {
  const texts: { readonly text: string; readonly op: "and" | "or" | "leaf" }[] = [];
  for (const node of selector.flatten()) {
    switch (node.op) {
      case "equals":
        texts.push({
          text: `${label(node.attribute.kind)} ${equality(node.attribute.value)}`,
          op: "leaf",
        });
        break;
      case "starts-with":
        texts.push({
          text: `${label(node.prefix.kind)} starts with ${value(node.prefix.value)}`,
          op: "leaf",
        });
        break;
      case "and":
      case "or": {
        const sides = [texts[node.left], texts[node.right]].map((side) =>
          side === undefined || side.op === "leaf" || side.op === node.op
            ? (side?.text ?? "")
            : `(${side.text})`,
        );
        texts.push({ text: sides.join(` ${node.op} `), op: node.op });
      }
    }
  }
  return texts.at(-1)?.text ?? "";
}

const label = (kind: string): string => (kind === "event-type" ? "type" : kind);

const value = (of: string | Parameter): string =>
  isParameter(of) ? `{${of.parameter}}` : JSON.stringify(of);

const equality = (of: string | Parameter | null): string =>
  of === null ? "is absent" : `= ${value(of)}`;
