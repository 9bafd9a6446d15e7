// Bundles pages that use the client's entry for browsers, as they would be loaded, and tells what is in
// them: as JSON with `--json`, for the test, and else their sizes. Run by `npm run size:client`.
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const pathOf = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const ENTRY = pathOf("src/client/rest/index.ts");
const CLASSES = pathOf("examples/savings-account/src/index.ts");

const keeps = (path, name) =>
  `import * as ${name} from ${JSON.stringify(path)}; globalThis.${name} = ${name};\n`;
const PAGES = {
  /** Commands and views by name: all that is loaded is what the client needs. */
  withoutClasses: keeps(ENTRY, "client"),
  /** An author's classes alone, with what they import. */
  classes: keeps(CLASSES, "classes"),
  withClasses: keeps(CLASSES, "classes") + keeps(ENTRY, "client"),
};

async function bundled(source) {
  const outside = new Set();
  const bundle = await rolldown({
    input: "page",
    platform: "browser",
    logLevel: "silent",
    tsconfig: pathOf("tsconfig.json"),
    // A page exports nothing.
    preserveEntrySignatures: false,
    resolve: {
      extensionAlias: { ".js": [".ts", ".js"] },
      alias: { "evidentsource-functions": pathOf("src/index.ts") },
    },
    external: (id) => {
      if (isBuiltin(id)) outside.add(id);
      return isBuiltin(id);
    },
    plugins: [
      {
        name: "page",
        resolveId: (id) => (id === "page" ? pathOf("page.js") : null),
        load: (id) => (id === pathOf("page.js") ? source : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  const files = output.map(({ code, isEntry, modules }) => ({
    ...{ code, isEntry, modules: Object.keys(modules) },
    gzipped: gzipSync(code, { level: 9 }).length,
  }));
  const sum = (some) => some.reduce((total, { gzipped }) => total + gzipped, 0);
  const [entry] = files.filter(({ isEntry }) => isEntry);
  return {
    code: files.map(({ code }) => code).join("\n"),
    imports: [...outside],
    modules: files.flatMap(({ modules }) => modules),
    /** What is loaded before a class needs to be read or written; the entry imports no other file. */
    first: { ...entry, loads: output[0].imports },
    gzipped: sum(files),
  };
}

const pages = {};
for (const [name, source] of Object.entries(PAGES)) pages[name] = await bundled(source);
if (process.argv.includes("--json")) console.log(JSON.stringify(pages));
else {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const { withoutClasses, classes, withClasses } = pages;
  console.log(`gzipped, with all libraries that are loaded
a page without classes: ${kilobytes(withoutClasses.first.gzipped)}
with the savings account's classes: ${kilobytes(withClasses.gzipped)}
  of which the classes and what they import: ${kilobytes(classes.gzipped)}
  and the client: ${kilobytes(withClasses.gzipped - classes.gzipped)}`);
}
