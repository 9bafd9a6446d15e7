import { resolve } from "node:path";
import type { Definitions } from "../../model/definitions.js";
import type { SourceLocation } from "../../model/sourceLocation.js";
import type { ClassShape } from "../scan/index.js";

/** The lines of a class that makes a definition, with its decorators. */
export interface DefinitionLines {
  /** `state-view account-summary`. */
  readonly definition: string;
  /** An absolute path. */
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** Where the definitions of a project stand in its sources. */
export function definitionLines(
  { stateViews, stateChanges }: Pick<Definitions, "stateViews" | "stateChanges">,
  shapes: readonly ClassShape[],
  root: string,
): readonly DefinitionLines[] {
  const linesOf = (
    definition: string,
    className: string,
    decorator: string,
    file?: string,
  ): readonly DefinitionLines[] =>
    shapes
      .filter(
        (shape) =>
          shape.name === className &&
          (file === undefined || shape.file === file) &&
          [shape, ...shape.methods].some(({ decorators }) => decorators.includes(decorator)),
      )
      .map((shape) => ({
        definition,
        file: resolve(root, shape.file),
        first: shape.lines[0],
        last: shape.lines[1],
      }));
  return [
    ...stateViews.flatMap(({ name, target, where }) =>
      linesOf(`state-view ${name}`, target.name, "StateView", where?.file),
    ),
    ...stateChanges.flatMap(({ name, command, decision, where }) => [
      ...linesOf(`state-change ${name}`, command.name, "Command", where?.file),
      ...(decision.outside ? linesOf(`state-change ${name}`, decision.target.name, "Decide") : []),
    ]),
  ];
}

/**
 * Whether a place stands within other definitions than the one that is looked at. They share a bundle
 * where they share a module, or where a decision names a view; but each is judged by itself.
 */
export function isWithinOthers(
  { file, line }: SourceLocation,
  definition: string,
  lines: readonly DefinitionLines[],
): boolean {
  const around = lines.filter(
    (range) => range.file === file && range.first <= line && line <= range.last,
  );
  return around.length > 0 && around.every((range) => range.definition !== definition);
}
