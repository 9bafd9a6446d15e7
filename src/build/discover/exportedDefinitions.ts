import type { World } from "../../domain/index.js";
import type { Definitions } from "../../model/definitions.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import type { SourceLocation } from "../../model/sourceLocation.js";
import type { Declaration } from "./declarationOf.js";

/** A definition and the exports of the index module that make it. */
export interface Discovered {
  readonly world: World;
  readonly name: string;
  /** The class itself first, then a class that decides for it. */
  readonly exportNames: readonly string[];
  /** The modules that declare these classes, where the sources tell. */
  readonly declarations: readonly Declaration[] | undefined;
}

interface Exported {
  readonly definitions: readonly Discovered[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The definitions that the index module exports; of others no component can be made. */
export function exportedDefinitions(
  linked: Definitions,
  exports: Readonly<Record<string, unknown>>,
  declaration: (target: { readonly name: string }) => Declaration | undefined,
): Exported {
  const diagnostics: Diagnostic[] = [];
  const names = new Map<unknown, string>();
  for (const [name, value] of Object.entries(exports))
    if (!names.has(value)) names.set(value, name);
  const exportName = (
    target: { readonly name: string },
    what: string,
    where?: SourceLocation,
  ): string | undefined => {
    const name = names.get(target);
    if (name === undefined)
      diagnostics.push(Problem.notExported({ className: target.name, where }, what));
    return name;
  };
  const definitions: Discovered[] = [];
  const declarationsOf = (
    ...targets: readonly { readonly name: string }[]
  ): readonly Declaration[] | undefined => {
    const known = targets.map(declaration).filter((item) => item !== undefined);
    return known.length === targets.length ? known : undefined;
  };
  for (const { name, target, where } of linked.stateViews) {
    const found = exportName(target, `The state view ${name}`, where);
    const declarations = declarationsOf(target);
    if (found !== undefined)
      definitions.push({ world: "state-view", name, exportNames: [found], declarations });
  }
  for (const { name, command, decision, where } of linked.stateChanges) {
    const found = [exportName(command, `The command ${name}`, where)];
    if (decision.outside) found.push(exportName(decision.target, `The decision of ${name}`, where));
    const exportNames = found.filter((item) => item !== undefined);
    const declarations = decision.outside
      ? declarationsOf(command, decision.target)
      : declarationsOf(command);
    if (exportNames.length === found.length)
      definitions.push({ world: "state-change", name, exportNames, declarations });
  }
  return { definitions, diagnostics };
}
