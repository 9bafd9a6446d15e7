import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** A definition's bundle, and what was found out about it. */
export interface PreparedBundle {
  readonly code: string;
  readonly databaseFunctions: readonly string[];
  readonly random: boolean;
}

const SCRIPT = `
import { chooseEngine, complete, findProject, prepare } from ${JSON.stringify(pathToFileURL(resolve("dist/build/index.js")).href)};
const project = findProject({ entry: process.argv[1] });
const preparation = await prepare(project, chooseEngine({}).environment);
const bundles = [];
for (const definition of preparation.definitions) {
  const { name, bundle, databaseFunctions, random } = await complete(project, definition, preparation);
  bundles.push([name, { code: bundle.code, databaseFunctions: [...databaseFunctions], random }]);
}
process.stdout.write(JSON.stringify(Object.fromEntries(bundles)));
`;

/** The bundles of a project by definition, as the built package makes them; in a process of its own, as rolldown refuses values of jest's realm. */
export async function preparedBundles(
  root: string,
): Promise<Readonly<Record<string, PreparedBundle>>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", SCRIPT, root],
    { maxBuffer: 64_000_000 },
  );
  return JSON.parse(stdout) as Readonly<Record<string, PreparedBundle>>;
}
