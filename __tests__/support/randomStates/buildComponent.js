// Builds one component with many random states: `node buildComponent.js <file> <first seed> <count>`.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chooseEngine, findProject } from "../../../dist/build/index.js";
import { bundle } from "../../../dist/build/bundle/bundle.js";
import { COMPONENT_BUNDLING, flavourPlugin } from "../../../dist/build/bundle/bundleDefinition.js";
import { ownModule } from "../../../dist/build/bundle/ownPackage.js";
import { parseWit } from "../../../dist/build/wit/index.js";

const [file, first, count] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const entry = [
  `import "reflect-metadata";`,
  `import { randomView } from ${JSON.stringify(join(here, "randomView.ts"))};`,
  `import { serveStateViews } from ${JSON.stringify(ownModule("wasm/guest/serveStateViews"))};`,
  `const views = Array.from({ length: ${count} }, (_, index) => randomView(${first} + index));`,
  `export const evolve = serveStateViews(views);`,
].join("\n");
const { code } = await bundle({
  project: findProject({ entry: join(here, "randomView.ts") }),
  entry,
  file,
  plugins: [flavourPlugin],
  options: COMPONENT_BUNDLING,
});
const { component } = await chooseEngine({}).build({
  world: "state-view",
  databaseFunctions: new Set(),
  random: false,
  document: parseWit(await readFile(join(root, "wit/decider.wit"), "utf8")),
  name: "random-states",
  code,
});
await writeFile(file, component);
