import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { parseWit } from "../dist/build/wit/index.js";
import { DATABASE_FUNCTIONS } from "../dist/domain/index.js";
import { componentOf } from "./componentCache.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const ENTRY = "\0probe";

const PROBES = {
  view: { world: "state-view", databaseFunctions: [], random: false },
  change: { world: "state-change", databaseFunctions: DATABASE_FUNCTIONS, random: false },
  changeRandom: { world: "state-change", databaseFunctions: ["name"], random: true },
};

/** A probe as a component of the engine, for the text of a WIT document; see `componentOf`. */
export async function buildProbe(engine, name, wit) {
  const { world, databaseFunctions, random } = PROBES[name];
  const document = parseWit(wit ?? (await readFile(here("../wit/decider.wit"), "utf8")));
  const code = await bundled(name, new Set(engine.environment.supplied.values()));
  const uses = { world, databaseFunctions: new Set(databaseFunctions), random };
  return componentOf(engine, { document, ...uses, name, code });
}

/** @param supplies - modules that define globals which the engine lacks, as in a build. */
async function bundled(name, supplies) {
  const probe = here(`probes/${name}.js`);
  const imports = [...supplies].map(
    (path) => `import ${JSON.stringify(here(`../dist/${path}.js`))};`,
  );
  const entry = [...imports, `export * from ${JSON.stringify(probe)};`].join("\n");
  const build = await rolldown({
    input: ENTRY,
    cwd: here("."),
    treeshake: false,
    onLog: () => undefined,
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? entry : null),
      },
    ],
  });
  const { output } = await build.generate({ format: "esm", minify: false });
  await build.close();
  return output[0].code;
}
