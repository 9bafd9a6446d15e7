import { parseAst } from "rolldown/parseAst";
import type { ESTree } from "rolldown/utils";
import { positionsIn } from "./positions.js";
import { isClass, keyName, memberName, walk } from "./syntaxTree.js";

/** A decorated class as it stands in the source. */
export interface ClassShape {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The names of its decorators as their module exports them. */
  readonly decorators: readonly string[];
  readonly fields: readonly FieldShape[];
  /** Whether the class is exported by its own name where it stands: `export class Deposit`. */
  readonly isExported: boolean;
  /** Whether it extends another class. */
  readonly isDerived: boolean;
}

export interface FieldShape {
  /** With its `#`, if it is private. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly decorated: boolean;
  readonly isStatic: boolean;
  readonly isPrivateName: boolean;
  /** `declare x: string`, which makes no property. */
  readonly hasDeclare: boolean;
}

/**
 * The classes with decorators in a TypeScript source.
 * @throws Error where the source cannot be parsed.
 */
export function scanClasses(code: string, file: string): readonly ClassShape[] {
  const program = parseAst(code, { lang: file.endsWith("x") ? "tsx" : "ts" }, file);
  const positionOf = positionsIn(code);
  const imported = importedNames(program);
  const shapes: ClassShape[] = [];
  walk(program, (node, ancestors) => {
    if (!isClass(node) || node.decorators.length === 0) return;
    const decorators = node.decorators
      .map(decoratorName)
      .filter((name) => name !== undefined)
      .map((name) => imported.get(name) ?? name);
    shapes.push({
      name: node.id?.name ?? "",
      file,
      ...positionOf(node.id?.start ?? node.start),
      decorators,
      fields: node.body.body.filter(isField).map((field) => fieldShape(field, positionOf)),
      isExported: ancestors.length === 2 && ancestors[1]?.type === "ExportNamedDeclaration",
      isDerived: node.superClass !== null,
    });
  });
  return shapes;
}

type Field = ESTree.PropertyDefinition | ESTree.AccessorProperty;

function isField(element: ESTree.ClassElement): element is Field {
  return element.type === "PropertyDefinition" || element.type === "AccessorProperty";
}

function fieldShape(field: Field, positionOf: ReturnType<typeof positionsIn>): FieldShape {
  const { key, computed } = field;
  const isPrivateName = key.type === "PrivateIdentifier";
  return {
    name: isPrivateName ? `#${key.name}` : (keyName(key, computed) ?? "[…]"),
    ...positionOf(key.start),
    decorated: field.decorators.length > 0,
    isStatic: field.static,
    isPrivateName,
    hasDeclare: field.declare === true,
  };
}

/** `Command` in `@Command("x")`, `@Command` and `@functions.Command("x")`. */
function decoratorName({ expression }: ESTree.Decorator): string | undefined {
  const callee = expression.type === "CallExpression" ? expression.callee : expression;
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? memberName(callee) : undefined;
}

/** What imported names are called where they come from: `import { Command as Cmd }`. */
function importedNames({ body }: ESTree.Program): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ImportSpecifier") continue;
      const name = keyName(specifier.imported, false);
      if (name !== undefined) names.set(specifier.local.name, name);
    }
  }
  return names;
}
