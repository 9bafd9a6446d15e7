import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { temporaryProject } from "../support/temporaryProject.js";
import { TINY } from "../support/tinyProject.js";

const url = (path: string): string =>
  JSON.stringify(pathToFileURL(resolve("dist/build", path)).href);

/** What is found in the author's code alone, and in the whole bundles that components carry. */
const SCRIPT = `
import { chooseEngine, findProject } from ${url("index.js")};
import { discover } from ${url("discover/discover.js")};
import { bundleAuthorCode, bundleDefinition } from ${url("bundle/bundleDefinition.js")};
import { findIn } from ${url("prepare.js")};
const project = findProject({ entry: process.argv[1] });
const { model, definitions, keptModules, lines } = await discover(project);
const found = { alone: {}, whole: {} };
for (const engine of ["quickjs", "starlingmonkey"]) {
  const { environment } = chooseEngine({ engine });
  for (const definition of definitions) {
    const indirect = { ...definition, declarations: undefined };
    const bundles = {
      alone: await bundleAuthorCode(project, definition, keptModules),
      index: await bundleAuthorCode(project, indirect, keptModules),
      whole: await bundleDefinition(project, definition, keptModules),
    };
    for (const [kind, bundle] of Object.entries(bundles)) {
      const { definition: { databaseFunctions, drawsRandomness, supplies, world, name }, diagnostics } =
        findIn(bundle, project, definition, model, environment, lines);
      const texts = diagnostics.map((each) => JSON.stringify(each)).sort();
      (found[kind] ??= {})[engine + " " + world + " " + name] =
        { functions: [...databaseFunctions].sort(), drawsRandomness, supplies, texts };
    }
  }
}
process.stdout.write(JSON.stringify(found));
`;

interface Found {
  readonly alone: Readonly<Record<string, { readonly texts: readonly string[] }>>;
  readonly index: unknown;
  readonly whole: unknown;
}

async function findings(folder: string): Promise<Found> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", SCRIPT, folder],
    { maxBuffer: 64_000_000 },
  );
  return JSON.parse(stdout) as Found;
}

/** All that a scan looks for, and all ways to import what it looks for. */
const FAULTY = {
  ...TINY,
  "src/count.ts": (TINY["src/count.ts"] ?? "").replace(
    "\n",
    `
import { event as emit } from "evidentsource-functions";
import * as functions from "evidentsource-functions";
import { Lost } from "./lost.js";
import { helper } from "helper";
import { createHash } from "node:crypto";
export const made = () => [
  emit(Lost, {}), functions.event(Lost, {}), functions.event(Lost, {}, { stream: "x" }),
  Math.random(), new URL("a:b"), helper(), createHash("md5"), Buffer.from(""), "x".localeCompare("y"),
];
Object.assign(globalThis, { made, read: (db: any) => db.viewState("tally", 1n, {}) });
`,
  ),
  "src/lost.ts": `import { Allow } from "class-validator";
import { DomainEvent } from "evidentsource-functions";
@DomainEvent("lost") export class Lost { @Allow() x?: number }
`,
  "src/index.ts": `${TINY["src/index.ts"] ?? ""}export * from "./lost.js";\n`,
  "src/tally.ts": (TINY["src/tally.ts"] ?? "").replace(
    "this.total += by;",
    "this.total += by + Date.now() + Math.random(); new WeakRef(this); new Intl.NumberFormat(); /\\p{L}/u;",
  ),
  "node_modules/helper/package.json": '{ "name": "helper", "type": "module", "main": "index.js" }',
  "node_modules/helper/index.js": `import { isString } from "class-validator";
export const helper = () => isString(process.env.HOME) && setTimeout(() => crypto.getRandomValues(new Uint8Array(1)), 1);
`,
};

describe("the author's code alone", () => {
  it.each(["savings-account", "course-enrolment", "first-steps"])(
    "tells of %s what the whole bundle tells",
    async (example) => {
      const { alone, index, whole } = await findings(resolve("examples", example));
      expect(alone).toEqual(whole);
      expect(index).toEqual(whole);
    },
    60_000,
  );

  it("tells every mistake that the whole bundle tells, however things are imported", async () => {
    const project = await temporaryProject(FAULTY);
    const { alone, index, whole } = await findings(project.root);
    expect(alone).toEqual(whole);
    expect(index).toEqual(whole);
    const texts = Object.values(alone).flatMap((each) => each.texts);
    const codes = new Set(texts.map((text) => (JSON.parse(text) as { code: string }).code));
    expect([...codes].sort()).toEqual(["ESF305", "ESF401", "ESF501", "ESF502"]);
    await project.remove();
  }, 60_000);
});
