import type { ESTree } from "rolldown/utils";
import type { positionsIn } from "./positions.js";
import { isClass, isFunction, keyName, memberName, walk, type Node } from "./syntaxTree.js";
import { writtenType, type WrittenType } from "./writtenType.js";

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
  /** `x = 1` */
  readonly isInitialized: boolean;
  /** `x?: string` */
  readonly isOptional: boolean;
  /** The name of its type where that is imported, or declared, as a class may be: `x: Money`. */
  readonly type: string | undefined;
  /** Whether its type is that of one object by name, or one of several: `Card | Transfer`. */
  readonly holdsOne: boolean;
  /** What its type says of JSON; absent where none is written, so that its value tells. */
  readonly written?: WrittenType;
}

export interface MethodShape {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly decorators: readonly string[];
  /** What it returns, where that is certainly an object. */
  readonly returns?: "an object" | "an array" | undefined;
}

/** The classes of a source. */
export function classShapes(
  program: ESTree.Program,
  file: string,
  positionOf: ReturnType<typeof positionsIn>,
  imported: ReadonlyMap<string, string>,
): readonly ClassShape[] {
  const decoratorsOf = ({ decorators }: { decorators: ESTree.Decorator[] }): readonly string[] =>
    decorators
      .map(decoratorName)
      .filter((name) => name !== undefined)
      .map((name) => imported.get(name) ?? name);
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
      methods: methods.map((method) => ({
        name: keyName(method.key, method.computed) ?? "[…]",
        ...positionOf(method.key.start),
        decorators: decoratorsOf(method),
        returns: returnedObject(method.value),
      })),
      fields: node.body.body
        .filter(isField)
        .map((field) => fieldShape(field, positionOf, imported)),
      isExported: ancestors.length === 2 && ancestors[1]?.type === "ExportNamedDeclaration",
      isDerived: node.superClass !== null,
      parent: parentName(node, imported),
    });
  });
  return shapes;
}

function parentName(
  { superClass }: ESTree.Class,
  imported: ReadonlyMap<string, string>,
): string | undefined {
  return superClass?.type === "Identifier"
    ? (imported.get(superClass.name) ?? superClass.name)
    : undefined;
}

/** Whether a function returns an object that is written where it is returned; not in functions within it. */
function returnedObject(method: Node): MethodShape["returns"] {
  let found: MethodShape["returns"];
  walk(method, (node, ancestors) => {
    if (node.type !== "ReturnStatement" || ancestors.slice(1).some(isFunction)) return;
    const kind = node.argument?.type;
    if (kind === "ArrayExpression") found = "an array";
    else if (kind === "ObjectExpression" || kind === "NewExpression") found = "an object";
  });
  return found;
}

function isMethod(element: ESTree.ClassElement): element is ESTree.MethodDefinition {
  return element.type === "MethodDefinition";
}

type Field = ESTree.PropertyDefinition | ESTree.AccessorProperty;

function isField(element: ESTree.ClassElement): element is Field {
  return element.type === "PropertyDefinition" || element.type === "AccessorProperty";
}

function fieldShape(
  field: Field,
  positionOf: ReturnType<typeof positionsIn>,
  imported: ReadonlyMap<string, string>,
): FieldShape {
  const { key, computed } = field;
  const written = field.typeAnnotation?.typeAnnotation;
  const isPrivateName = key.type === "PrivateIdentifier";
  return {
    name: isPrivateName ? `#${key.name}` : (keyName(key, computed) ?? "[…]"),
    ...positionOf(key.start),
    decorated: field.decorators.length > 0,
    isStatic: field.static,
    isPrivateName,
    hasDeclare: field.declare === true,
    isInitialized: field.value !== null,
    isOptional: "optional" in field && field.optional,
    type: typeName(field, imported),
    holdsOne: holdsOne(field),
    ...(written === undefined
      ? {}
      : { written: writtenType(written, (name) => imported.get(name) ?? name) }),
  };
}

function typeName(
  { typeAnnotation }: Field,
  imported: ReadonlyMap<string, string>,
): string | undefined {
  const annotated = valueType(typeAnnotation?.typeAnnotation);
  if (annotated?.type === "TSBigIntKeyword") return "bigint";
  if (annotated?.type !== "TSTypeReference" || annotated.typeName.type !== "Identifier")
    return undefined;
  const { name } = annotated.typeName;
  return imported.get(name) ?? name;
}

const COLLECTIONS = /^(?:Readonly)?(?:Array|Map|Set)$/;

function holdsOne({ typeAnnotation }: Field): boolean {
  const types = valueTypes(typeAnnotation?.typeAnnotation);
  return (
    types.length > 0 &&
    types.every(
      (type) =>
        type.type === "TSTypeReference" &&
        type.typeName.type === "Identifier" &&
        !COLLECTIONS.test(type.typeName.name),
    )
  );
}

/** `Money` of `Money | null | undefined`. */
function valueType(type: ESTree.TSType | undefined): ESTree.TSType | undefined {
  const [only, ...others] = valueTypes(type);
  return others.length === 0 ? only : undefined;
}

/** `Card` and `Transfer` of `Card | Transfer | undefined`. */
function valueTypes(type: ESTree.TSType | undefined): readonly ESTree.TSType[] {
  if (type === undefined) return [];
  return (type.type === "TSUnionType" ? type.types : [type]).filter(
    (each) => each.type !== "TSNullKeyword" && each.type !== "TSUndefinedKeyword",
  );
}

/** `Command` in `@Command("x")`, `@Command` and `@functions.Command("x")`. */
function decoratorName({ expression }: ESTree.Decorator): string | undefined {
  const callee = expression.type === "CallExpression" ? expression.callee : expression;
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? memberName(callee) : undefined;
}
