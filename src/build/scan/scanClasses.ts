import type { ESTree } from "rolldown/utils";
import { fieldShape, type Field, type FieldShape } from "./fieldShape.js";
import type { ImportedNames } from "./importedNames.js";
import { methodShape, type MethodShape } from "./methodShape.js";
import type { positionsIn } from "./positions.js";
import { isClass, memberName, walk } from "./syntaxTree.js";

/** A class as it stands in the source. */
export interface ClassShape {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The names of its decorators as their module exports them. */
  readonly decorators: readonly string[];
  readonly fields: readonly FieldShape[];
  readonly methods: readonly MethodShape[];
  /** The first and the last line, with its decorators. */
  readonly lines: readonly [first: number, last: number];
  /** Whether the class is exported by its own name where it stands: `export class Deposit`. */
  readonly isExported: boolean;
  /** Whether it extends another class. */
  readonly isDerived: boolean;
  /** The name of that class where its module declares it. */
  readonly parent: string | undefined;
  /** How many arguments its constructor asks for; `undefined` where it has none of its own. */
  readonly neededArguments: number | undefined;
}

/** The classes of a source. */
export function classShapes(
  program: ESTree.Program,
  file: string,
  positionOf: ReturnType<typeof positionsIn>,
  imported: ImportedNames,
): readonly ClassShape[] {
  const decoratorsOf = ({ decorators }: { decorators: ESTree.Decorator[] }): readonly string[] =>
    decorators
      .map(decoratorName)
      .filter((name) => name !== undefined)
      .map((name) => imported.get(name)?.name ?? name);
  const shapes: ClassShape[] = [];
  walk(program, (node, ancestors) => {
    if (!isClass(node)) return;
    const methods = node.body.body.filter(isMethod);
    const start = Math.min(node.start, ...node.decorators.map((decorator) => decorator.start));
    shapes.push({
      name: node.id?.name ?? "",
      file,
      ...positionOf(node.id?.start ?? node.start),
      decorators: decoratorsOf(node),
      lines: [positionOf(start).line, positionOf(node.end).line],
      methods: methods.map((method) =>
        methodShape(method, decoratorsOf(method), positionOf, imported),
      ),
      fields: node.body.body
        .filter(isField)
        .map((field) => fieldShape(field, positionOf, imported)),
      isExported: ancestors.length === 2 && ancestors[1]?.type === "ExportNamedDeclaration",
      isDerived: node.superClass !== null,
      parent: parentName(node, imported),
      neededArguments: neededArguments(methods),
    });
  });
  return shapes;
}

function parentName({ superClass }: ESTree.Class, imported: ImportedNames): string | undefined {
  return superClass?.type === "Identifier"
    ? (imported.get(superClass.name)?.name ?? superClass.name)
    : undefined;
}

/** Parameters without a question mark and without an initial value. */
function neededArguments(methods: readonly ESTree.MethodDefinition[]): number | undefined {
  const made = methods.find(({ kind, value }) => kind === "constructor" && value.body !== null);
  return made?.value.params.filter((parameter) => {
    const own = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
    const { optional = false }: { readonly optional?: boolean | undefined } = own;
    return own.type !== "RestElement" && own.type !== "AssignmentPattern" && !optional;
  }).length;
}

function isMethod(element: ESTree.ClassElement): element is ESTree.MethodDefinition {
  return element.type === "MethodDefinition";
}

function isField(element: ESTree.ClassElement): element is Field {
  return element.type === "PropertyDefinition" || element.type === "AccessorProperty";
}

/** `Command` in `@Command("x")`, `@Command` and `@functions.Command("x")`. */
function decoratorName({ expression }: ESTree.Decorator): string | undefined {
  const callee = expression.type === "CallExpression" ? expression.callee : expression;
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? memberName(callee) : undefined;
}
