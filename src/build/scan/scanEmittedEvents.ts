import { parseAst } from "rolldown/parseAst";
import type { ESTree } from "rolldown/utils";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { locateOffsets, type Locate } from "./positions.js";
import { declaringScope } from "./scopes.js";
import { keyName, sourceName, walk, type Node } from "./syntaxTree.js";

/** A call `event(Class, fields, options?)`. */
export interface EmittedEventCall {
  readonly className: string;
  readonly where: SourceLocation | undefined;
  /** Whether the call names a stream, or may do so. */
  readonly namesStream: boolean;
  /** Likewise for a subject. */
  readonly namesSubject: boolean;
}

/** The calls in a bundle that make an event of a class that is known by its name. */
export function scanEmittedEvents(code: string, locate: Locate): readonly EmittedEventCall[] {
  const calls: EmittedEventCall[] = [];
  const locateOffset = locateOffsets(code, locate);
  walk(parseAst(code), (node, ancestors) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return;
    const { callee } = node;
    const [eventClass, , options] = node.arguments;
    if (sourceName(callee.name) !== "event" || eventClass?.type !== "Identifier") return;
    if (!isOfModule(callee.name, ancestors) || !isOfModule(eventClass.name, ancestors)) return;
    calls.push({
      className: sourceName(eventClass.name),
      where: locateOffset(node.start),
      namesStream: mayName("stream", options),
      namesSubject: mayName("subject", options),
    });
  });
  return calls;
}

/** Whether a name means something of the module, rather than a parameter or variable of a function. */
function isOfModule(name: string, ancestors: readonly Node[]): boolean {
  const scope = declaringScope(name, ancestors);
  return scope === undefined || scope.type === "Program";
}

/** Only of an object literal without spread it can be said that something is not in it. */
function mayName(option: string, options: ESTree.Argument | undefined): boolean {
  if (options === undefined) return false;
  if (options.type !== "ObjectExpression") return true;
  return options.properties.some((property) => {
    if (property.type === "SpreadElement") return true;
    const name = keyName(property.key, property.computed);
    return name === option || (name === undefined && property.computed);
  });
}
