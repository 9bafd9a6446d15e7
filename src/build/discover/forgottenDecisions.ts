import type { Diagnostic } from "../../model/diagnostic.js";
import type { ClassShape, MethodShape, NamedType } from "../scan/index.js";

/**
 * The diagnostic of a command without a decision, with the method that has lost its `@Decide`, if the sources
 * have one that takes what decisions take.
 */
export function withForgottenDecision(
  problem: Diagnostic,
  shapes: readonly ClassShape[],
): Diagnostic {
  const { code, className } = problem;
  if (code !== "ESF301" || className === undefined) return problem;
  const [own, ...more] = shapes.flatMap((shape) =>
    shape.methods
      .filter((method) =>
        shape.name === className
          ? isDecision(method.parameters, method)
          : decidesFor(className, shape, method),
      )
      .map((method) => ({ shape, method })),
  );
  if (own === undefined || more.length > 0) return problem;
  const { shape, method } = own;
  const decorator = shape.name === className ? "@Decide()" : `@Decide(${className})`;
  const place = `${shape.file}:${String(method.line)}:${String(method.column)}`;
  return {
    ...problem,
    remedy: `Put ${decorator} before ${shape.name}.${method.name} (${place}), which takes what a decision takes.`,
  };
}

/** A method of another class that is given the command first. */
function decidesFor(command: string, shape: ClassShape, method: MethodShape): boolean {
  const [first = [], ...others] = method.parameters;
  const isFirst = first.length === 1 && first[0]?.name === command;
  const besideDecisions = shape.methods.some(({ decorators }) => decorators.includes("Decide"));
  return isFirst && (isDecision(others, method) || (besideDecisions && isUndecorated(method)));
}

const isUndecorated = ({ kind, isStatic, decorators }: MethodShape): boolean =>
  kind === "method" && !isStatic && decorators.length === 0;

/** Whether a method without a decorator takes the database, or is called as decisions usually are. */
function isDecision(parameters: MethodShape["parameters"], method: MethodShape): boolean {
  if (!isUndecorated(method)) return false;
  const types: readonly NamedType[] = parameters.flat();
  return method.name === "decide" || types.some(({ name }) => GIVEN.has(name));
}

const GIVEN: ReadonlySet<string> = new Set(["Database", "StateChangeMetadata"]);
