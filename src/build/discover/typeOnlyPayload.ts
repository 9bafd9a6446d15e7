import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import type { ClassShape } from "../scan/index.js";

/**
 * The diagnostic of a payload whose class cannot be known, with its true cause where the source shows it: the
 * class of the handler's parameter is imported with `type`.
 */
export function withTypeOnlyPayload(
  problem: Diagnostic,
  shapes: readonly ClassShape[],
): Diagnostic {
  const { code, className, member, where } = problem;
  if (code !== "ESF203" || where === undefined) return problem;
  const [method] = shapes
    .filter(({ name, file }) => name === className && file === where.file)
    .flatMap(({ methods }) => methods.filter(({ name }) => name === member));
  const [payload, ...others] = method?.parameters[0] ?? [];
  if (payload?.imported?.isTypeOnly !== true || others.length > 0) return problem;
  // An interface has no class, however it is imported.
  if (!shapes.some(({ name }) => name === payload.name)) return problem;
  return Problem.typeOnlyImport({ className, member, where }, payload.imported);
}
