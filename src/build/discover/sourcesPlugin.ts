import type { Plugin } from "rolldown";
import type { SelectorText } from "../../model/checkSelectors.js";
import type { ViewRead } from "../../model/checkViewReads.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import { OWN_PACKAGES } from "../bundle/ownPackage.js";
import { displayPath, isProjectFile, type Project } from "../project.js";
import {
  DYNAMIC_IMPORT,
  dynamicImports,
  scanSource,
  type ClassShape,
  type EventCall,
  type MemberAccess,
  type SourceShape,
  type TypeAlias,
  type TypeOnlyUse,
} from "../scan/index.js";
import { bareImports } from "./bareImports.js";

/** What is read off the project's own modules as they are written. */
export interface Sources {
  readonly imports: Map<string, readonly string[]>;
  readonly shapes: ClassShape[];
  readonly selectors: SelectorText[];
  readonly reads: ViewRead[];
  readonly eventCalls: EventCall[];
  readonly aliases: TypeAlias[];
  readonly accesses: MemberAccess[];
  readonly typeOnlyUses: TypeOnlyUse[];
  readonly keptModules: Set<string>;
}

export const noSources = (): Sources => ({
  imports: new Map(),
  ...{
    shapes: [],
    selectors: [],
    reads: [],
    eventCalls: [],
    aliases: [],
    accesses: [],
    typeOnlyUses: [],
  },
  keptModules: new Set(),
});

export function sourcesPlugin(
  project: Project,
  sources: Sources,
  diagnostics: Diagnostic[],
): Plugin {
  const { imports, keptModules } = sources;
  return {
    name: "evidentsource-functions:sources",
    buildEnd() {
      for (const id of this.getModuleIds()) {
        if (!isProjectFile(project, id)) continue;
        imports.set(id, this.getModuleInfo(id)?.importedIds ?? []);
      }
    },
    transform: {
      filter: { id: { include: /\.[mc]?[jt]sx?$/, exclude: /[\\/]node_modules[\\/]/ } },
      async handler(code, id) {
        if (!isProjectFile(project, id)) return null;
        let found: SourceShape;
        let bare: readonly string[];
        try {
          found = scanSource(code, displayPath(project, id));
          bare = bareImports(code, id);
          const file = displayPath(project, id);
          for (const place of dynamicImports(code, id, (source) => OWN_PACKAGES.test(source))) {
            const { what, remedy } = DYNAMIC_IMPORT;
            diagnostics.push(Problem.unavailable({ where: { file, ...place } }, what, remedy));
          }
        } catch {
          // The bundler tells what cannot be parsed, and where.
          return null;
        }
        sources.shapes.push(...found.classes);
        sources.selectors.push(...found.selectors);
        sources.reads.push(...found.reads);
        sources.eventCalls.push(...found.eventCalls);
        sources.aliases.push(...found.aliases);
        sources.accesses.push(...found.accesses);
        sources.typeOnlyUses.push(...found.typeOnlyUses);
        // An index that passes exports on would be left out, and its imports with it.
        if (bare.length > 0 && !found.classes.some(isDecorated)) keptModules.add(id);
        for (const source of bare) {
          const resolved = await this.resolve(source, id);
          if (resolved !== null) keptModules.add(resolved.id);
        }
        return null;
      },
    },
  };
}

const isDecorated = ({ decorators, methods }: ClassShape): boolean =>
  decorators.length > 0 || methods.some((method) => method.decorators.length > 0);
