import { isParameter, type EventSelector, type SelectorNode } from "../domain/index.js";

/** What is known of an event; what is left out may be anything. */
export interface KnownAttributes {
  readonly type?: string;
  readonly stream?: string;
  /** `null`: it has no subject. */
  readonly subject?: string | null;
}

/**
 * Whether a selector could select an event of which only this is known. A parameter is taken for a
 * text, though a subject's may be bound to `null`. It says yes too often, never no.
 */
export function couldSelect(selector: EventSelector, known: KnownAttributes): boolean {
  const answers: boolean[] = [];
  for (const node of selector.flatten()) answers.push(couldHold(node, answers, known));
  return answers.at(-1) === true;
}

function couldHold(
  node: SelectorNode,
  earlier: readonly boolean[],
  { type, stream, subject }: KnownAttributes,
): boolean {
  if (node.op === "and") return earlier[node.left] === true && earlier[node.right] === true;
  if (node.op === "or") return earlier[node.left] === true || earlier[node.right] === true;
  const { kind, value } = node.op === "equals" ? node.attribute : node.prefix;
  const has = { stream, subject, "event-type": type }[kind];
  if (has === undefined) return true;
  if (isParameter(value)) return has !== null;
  if (node.op === "equals") return has === value;
  return has !== null && value !== null && has.startsWith(value);
}
