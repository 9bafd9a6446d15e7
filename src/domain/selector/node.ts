import type { AttributePattern, PrefixPattern } from "./attribute.js";

/** One node of a flattened selector; `left` and `right` are indices of earlier nodes. */
export type SelectorNode =
  | { readonly op: "equals"; readonly attribute: AttributePattern }
  | { readonly op: "starts-with"; readonly prefix: PrefixPattern }
  | { readonly op: "and"; readonly left: number; readonly right: number }
  | { readonly op: "or"; readonly left: number; readonly right: number };
