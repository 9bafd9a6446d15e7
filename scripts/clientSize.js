// Bundles the client's entry for browsers as a page would load it, and tells what is in it: as JSON with
// `--json`, for the test, and else its size. Run by `npm run size:client`.
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const ENTRY = fileURLToPath(new URL("../src/client/rest/index.ts", import.meta.url));

/** What authors' classes are written with, and bring along. */
const LIBRARIES = /^(class-transformer|class-validator|reflect-metadata)(\/|$)/;

async function bundled(withLibraries) {
  const outside = new Set();
  const bundle = await rolldown({
    input: ENTRY,
    platform: "browser",
    logLevel: "silent",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    external: (id) => {
      const isOutside = isBuiltin(id) || (!withLibraries && LIBRARIES.test(id));
      if (isOutside) outside.add(id);
      return isOutside;
    },
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  const [{ code, modules }] = output;
  const gzipped = gzipSync(code, { level: 9 }).length;
  return { code, gzipped, imports: [...outside], modules: Object.keys(modules) };
}

const [own, whole] = [await bundled(false), await bundled(true)];
if (process.argv.includes("--json")) console.log(JSON.stringify({ own, whole }));
else {
  const kilobytes = ({ gzipped }) => `${(gzipped / 1000).toFixed(1)} kB gzipped`;
  console.log(`evidentsource-functions/client/rest: ${kilobytes(own)}`);
  console.log(`with class-transformer and class-validator: ${kilobytes(whole)}`);
}
