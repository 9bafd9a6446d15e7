import type { Diagnostic } from "../../model/diagnostic.js";
import type { SourceLocation } from "../../model/sourceLocation.js";
import type { ClassShape } from "../scan/index.js";

/**
 * The diagnostic with the place of what it is about. Decorators tell where a class that travels is
 * declared; of its properties, of those that it inherits, and of the classes that it holds, only the
 * sources tell.
 */
export function withMemberPlace(problem: Diagnostic, shapes: readonly ClassShape[]): Diagnostic {
  const { className, member, where } = problem;
  if (className === undefined || where === undefined) return problem;
  const shape = shapeOf(className, where, shapes);
  if (shape === undefined) return problem;
  const found = member === undefined ? classPlace(shape, where) : fieldPlace(shape, member, shapes);
  return found === undefined ? problem : { ...problem, where: found };
}

/** The class of that name; if there are several, the one that stands at the place, or in its file. */
function shapeOf(
  className: string,
  where: SourceLocation,
  shapes: readonly ClassShape[],
): ClassShape | undefined {
  const named = shapes.filter(({ name }) => name === className);
  const near = named.filter(({ file }) => file === where.file);
  return (
    near.find((shape) => isWithin(where, shape)) ??
    (near.length > 0 ? only(near) : undefined) ??
    only(named)
  );
}

const only = <T>([first, ...others]: readonly T[]): T | undefined =>
  others.length === 0 ? first : undefined;

const isWithin = ({ file, line }: SourceLocation, shape: ClassShape): boolean =>
  file === shape.file && shape.lines[0] <= line && line <= shape.lines[1];

/** A place within the class is better than that of the whole. */
function classPlace(shape: ClassShape, where: SourceLocation): SourceLocation | undefined {
  return isWithin(where, shape) ? undefined : placeOf(shape, shape);
}

/** Methods and accessors have places by their own decorators. */
function fieldPlace(
  shape: ClassShape,
  member: string,
  shapes: readonly ClassShape[],
  seen: readonly ClassShape[] = [],
): SourceLocation | undefined {
  const field = shape.fields.find(({ name, isStatic }) => name === member && !isStatic);
  if (field !== undefined) return placeOf(shape, field);
  const parent = only(shapes.filter(({ name }) => name === shape.parent));
  if (parent === undefined || seen.includes(parent)) return undefined;
  return fieldPlace(parent, member, shapes, [...seen, parent]);
}

const placeOf = (
  { file }: ClassShape,
  { line, column }: { readonly line: number; readonly column: number },
): SourceLocation => ({ file, line, column });
