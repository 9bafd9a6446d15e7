import { parseAst } from "rolldown/parseAst";
import type { ESTree } from "rolldown/utils";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { locateOffsets, type Locate } from "./positions.js";
import { isOfModule } from "./scopes.js";
import { keyName, memberName, sourceName, walk } from "./syntaxTree.js";

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
  const program = parseAst(code);
  const imported = importedFunctions(program);
  walk(program, (node, ancestors) => {
    if (node.type !== "CallExpression") return;
    const name = calledFunction(node, imported);
    const [eventClass, , options] = node.arguments;
    if (name === undefined || eventClass?.type !== "Identifier") return;
    if (!isOfModule(name, ancestors) || !isOfModule(eventClass.name, ancestors)) return;
    calls.push({
      className: sourceName(eventClass.name),
      where: locateOffset(node.start),
      namesStream: mayName("stream", options),
      namesSubject: mayName("subject", options),
    });
  });
  return calls;
}

/** How `event` of this package is called where it is imported. */
interface ImportedFunctions {
  readonly names: ReadonlySet<string>;
  /** Names of the whole package: `import * as functions`. */
  readonly namespaces: ReadonlySet<string>;
}

/** Where this package is bundled along, there are no imports, and `event` has its own name. */
function importedFunctions({ body }: ESTree.Program): ImportedFunctions {
  const names = new Set<string>();
  const namespaces = new Set<string>();
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== PACKAGE) continue;
    for (const { local, ...specifier } of statement.specifiers) {
      if (specifier.type === "ImportNamespaceSpecifier") namespaces.add(local.name);
      const isEvent =
        specifier.type === "ImportSpecifier" && keyName(specifier.imported, false) === "event";
      if (isEvent) names.add(local.name);
    }
  }
  return { names, namespaces };
}

const PACKAGE = "evidentsource-functions";

/** The name of the module by which a call calls `event`, if it does. */
function calledFunction(
  { callee }: ESTree.CallExpression,
  { names, namespaces }: ImportedFunctions,
): string | undefined {
  if (callee.type === "Identifier")
    return sourceName(callee.name) === "event" || names.has(callee.name) ? callee.name : undefined;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
  const { name } = callee.object;
  return namespaces.has(name) && memberName(callee) === "event" ? name : undefined;
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
