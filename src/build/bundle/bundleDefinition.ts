import { dirname, join } from "node:path";
import type { Plugin } from "rolldown";
import type { World } from "../../domain/index.js";
import type { ViewVersions } from "../../model/viewVersions.js";
import { AUTHOR_LINES, withAuthorLines } from "./authorLines.js";
import { bundle, type Bundle, type BundleRequest } from "./bundle.js";
import type { Discovered } from "../discover/discover.js";
import { nodeEnvPlugin } from "./nodeEnvPlugin.js";
import { OWN_PACKAGES, ownModule } from "./ownPackage.js";
import { isProjectFile, type Project } from "../project.js";
import { provenPlugin } from "./provenPlugin.js";
import type { SuppliedModule } from "../scan/index.js";
import { artifactName } from "../../artifact/artifactName.js";

/** The functions that make a component's export, by world. */
const ENTRY: Readonly<
  Record<World, { readonly module: string; readonly serve: string; readonly exports: string }>
> = {
  "state-view": {
    module: "wasm/guest/serveStateViews",
    serve: "serveStateViews",
    exports: "evolve",
  },
  "state-change": {
    module: "wasm/guest/serveStateChanges",
    serve: "serveStateChanges",
    exports: "decide",
  },
};

/** What a component does before it serves its definition. */
export interface Entering {
  /** Modules that define globals which the engine lacks. */
  readonly supplies?: readonly SuppliedModule[];
  /** Versions of views whose sources say none. */
  readonly viewVersions?: ViewVersions;
}

/**
 * The bundle of one definition: what it needs of the project, and no other definition.
 * @param keptModules - modules of the project that are imported for their side effects alone.
 * @param entering - what the entry module does before it serves the definition.
 */
export async function bundleDefinition(
  project: Project,
  definition: Discovered,
  keptModules: ReadonlySet<string>,
  entering: Entering = {},
): Promise<Bundle> {
  const file = bundleFile(project, definition);
  const bundled = await bundle({
    project,
    entry: entryOf(project, definition, entering),
    file,
    plugins: [
      flavourPlugin,
      provenPlugin,
      nodeEnvPlugin(project),
      sideEffectsPlugin(project, keptModules),
    ],
    options: COMPONENT_BUNDLING,
  });
  return withAuthorLines(bundled, file, (source) => isProjectFile(project, source));
}

/** A bundle of the author's code alone. */
export interface AuthorBundle extends Bundle {
  /** Paths of the modules of our own libraries that it leaves out, as each importer finds them. */
  readonly libraries: ReadonlySet<string>;
}

/**
 * What a definition needs of the project and of the libraries that are none of ours, which stay
 * imports: all that is to be looked through, but nothing that could run. Where it is known which
 * modules declare the definition, the rest of the project is not even read.
 */
export async function bundleAuthorCode(
  project: Project,
  { world, name, exportNames, declarations }: Discovered,
  keptModules: ReadonlySet<string>,
): Promise<AuthorBundle> {
  const libraries = new Set<string>();
  // What is imported for its side effects is found on the way through the index module.
  const direct = keptModules.size === 0 ? declarations : undefined;
  const exported = direct ?? exportNames.map((exportName) => ({ file: project.index, exportName }));
  const made = await bundle({
    project,
    entry: exported
      .map(
        ({ file, exportName }, index) =>
          `export { ${JSON.stringify(exportName)} as Class${String(index)} } from ${JSON.stringify(file)};`,
      )
      .join("\n"),
    file: bundleFile(project, { world, name }),
    plugins: [
      leftOutPlugin(libraries),
      nodeEnvPlugin(project),
      sideEffectsPlugin(project, keptModules),
    ],
    options: COMPONENT_BUNDLING,
  });
  return { ...made, libraries };
}

/**
 * Leaves our own package and its libraries out, and notes where each importer finds them; our package is
 * an importer, too, of what it reads and writes classes with.
 */
function leftOutPlugin(found: Set<string>): Plugin {
  return {
    name: "evidentsource-functions:left-out",
    resolveId: {
      filter: { id: OWN_PACKAGES },
      async handler(source, importer, extra) {
        const resolved = await this.resolve(source, importer, { ...extra, skipSelf: true });
        if (resolved !== null && !found.has(resolved.id)) {
          found.add(resolved.id);
          const own = await this.resolve("class-transformer", resolved.id, { skipSelf: true });
          if (own !== null) found.add(own.id);
        }
        return { id: source, external: true };
      },
    },
  };
}

/** Where the bundle would stand: beside its component. */
export function bundleFile(
  { outDir }: Project,
  { world, name }: Pick<Discovered, "world" | "name">,
): string {
  return join(outDir, `${artifactName(world, name)}.js`);
}

function entryOf(
  project: Project,
  { world, exportNames }: Discovered,
  { supplies = [], viewVersions = {} }: Entering,
): string {
  const { module, serve, exports } = ENTRY[world];
  const classes = exportNames.map((_, index) => `Class${String(index)}`);
  const imports = exportNames.map(
    (name, index) => `${JSON.stringify(name)} as Class${String(index)}`,
  );
  const versions = Object.keys(viewVersions).length > 0;
  return [
    ...supplies.map((supplied) => `import ${JSON.stringify(ownModule(supplied))};`),
    `import "reflect-metadata";`,
    `import { ${imports.join(", ")} } from ${JSON.stringify(project.index)};`,
    `import { ${serve} } from ${JSON.stringify(ownModule(module))};`,
    ...(versions
      ? [
          `import { useViewVersions } from ${JSON.stringify(ownModule("model/registry"))};`,
          `useViewVersions(${JSON.stringify(viewVersions)});`,
        ]
      : []),
    `export const ${exports} = ${serve}([${classes.join(", ")}], ${AUTHOR_LINES});`,
  ].join("\n");
}

/** How code for components is bundled. */
export const COMPONENT_BUNDLING: NonNullable<BundleRequest["options"]> = {
  platform: "neutral",
  // Libraries' newest flavour: their other ones are compiled down to ES5.
  resolve: {
    mainFields: ["es2015", "module", "main"],
    // What libraries have for places without Node: a worker's first, for a browser has a document.
    conditionNames: ["workerd", "worker", "browser"],
    // And which of their modules they replace there: `"browser": { "crypto": false }`.
    aliasFields: [["browser"]],
  },
};

/** class-transformer exists once for each flavour, each with a storage of its own. */
export const flavourPlugin: Plugin = {
  name: "evidentsource-functions:flavour",
  resolveId: {
    filter: { id: /^class-transformer\/cjs\/storage\.js$/ },
    async handler(_source, importer, extra) {
      const index = await this.resolve("class-transformer", importer, { ...extra, skipSelf: true });
      return index === null ? null : { ...index, id: join(dirname(index.id), "storage.js") };
    },
  },
};

/**
 * Decorators are side effects, so without a word every definition of the project would be in every
 * bundle. The project's modules count only for what is imported from them; but what is imported for
 * its side effects alone (`import "./setup.js"`) is kept.
 */
function sideEffectsPlugin(project: Project, kept: ReadonlySet<string>): Plugin {
  return {
    name: "evidentsource-functions:side-effects",
    transform: {
      filter: { id: { exclude: /[\\/]node_modules[\\/]/ } },
      handler: (code, id) =>
        isProjectFile(project, id) ? { code, map: null, moduleSideEffects: kept.has(id) } : null,
    },
  };
}
