import type { ESTree } from "rolldown/utils";
import type { ImportedNames } from "./importedNames.js";
import { namedTypes, type NamedType } from "./namedTypes.js";
import type { positionsIn } from "./positions.js";
import { isFunction, keyName, walk, type Node } from "./syntaxTree.js";

export interface MethodShape {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly decorators: readonly string[];
  readonly kind: ESTree.MethodDefinitionKind;
  readonly isStatic: boolean;
  readonly isAsync: boolean;
  /** `*decide()`, whose call runs nothing of it. */
  readonly isGenerator: boolean;
  /** What the types of its parameters name. */
  readonly parameters: readonly (readonly NamedType[])[];
  /** What it returns, where that is certainly an object. */
  readonly returns?: "an object" | "an array" | undefined;
  /** Whether it returns something, by its type or by its code. */
  readonly givesValue: boolean;
}

export function methodShape(
  method: ESTree.MethodDefinition,
  decorators: readonly string[],
  positionOf: ReturnType<typeof positionsIn>,
  imported: ImportedNames,
): MethodShape {
  const { value: body } = method;
  const returned = returnedValues(body);
  const type = body.returnType?.typeAnnotation.type;
  return {
    name: keyName(method.key, method.computed) ?? "[…]",
    ...positionOf(method.key.start),
    decorators,
    kind: method.kind,
    isStatic: method.static,
    isAsync: body.async,
    isGenerator: body.generator,
    parameters: body.params.map((parameter) => namedTypes(typeOf(parameter), imported)),
    returns: returned.map(objectKind).findLast((kind) => kind !== undefined),
    givesValue: type === undefined ? returned.length > 0 : !NOTHING.has(type),
  };
}

const NOTHING: ReadonlySet<string> = new Set(["TSVoidKeyword", "TSUndefinedKeyword"]);

function typeOf(parameter: ESTree.ParamPattern): ESTree.TSType | undefined {
  if (parameter.type === "TSParameterProperty") return typeOf(parameter.parameter);
  if (parameter.type === "AssignmentPattern") return typeOf(parameter.left);
  return parameter.typeAnnotation?.typeAnnotation;
}

/** What a function itself returns; not what functions within it do. */
function returnedValues(method: Node): readonly Node[] {
  const found: Node[] = [];
  walk(method, (node, ancestors) => {
    if (node.type !== "ReturnStatement" || ancestors.slice(1).some(isFunction)) return;
    if (node.argument !== null) found.push(node.argument);
  });
  return found;
}

function objectKind({ type }: Node): MethodShape["returns"] {
  if (type === "ArrayExpression") return "an array";
  return type === "ObjectExpression" || type === "NewExpression" ? "an object" : undefined;
}
