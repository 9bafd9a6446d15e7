import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { parseWit } from "../dist/build/wit/index.js";
import { DATABASE_FUNCTIONS } from "../dist/model/options.js";
import { componentOf } from "./componentCache.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const PROBES = {
  view: { world: "state-view", databaseFunctions: [], random: false },
  change: { world: "state-change", databaseFunctions: DATABASE_FUNCTIONS, random: false },
  changeRandom: { world: "state-change", databaseFunctions: ["name"], random: true },
};

/** A probe as a component of the engine; see `componentOf`. */
export async function buildProbe(engine, name) {
  const { world, databaseFunctions, random } = PROBES[name];
  const document = parseWit(await readFile(here("../wit/decider.wit"), "utf8"));
  const code = await bundled(here(`probes/${name}.js`));
  const uses = { world, databaseFunctions: new Set(databaseFunctions), random };
  return componentOf(engine, { document, ...uses, name, code });
}

async function bundled(input) {
  const build = await rolldown({ input, cwd: here("."), treeshake: false, onLog: () => undefined });
  const { output } = await build.generate({ format: "esm", minify: false });
  await build.close();
  return output[0].code;
}
