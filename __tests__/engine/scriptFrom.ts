import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const TSCONFIG = fileURLToPath(new URL("../../tsconfig.jest.json", import.meta.url));

/** A module of the tests with all that it imports, as a script for the engine. */
export async function scriptFrom(entry: URL): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(entry),
    platform: "neutral",
    tsconfig: TSCONFIG,
    resolve: {
      // As a build does it: all of class-transformer in one flavour.
      alias: { "class-transformer/cjs/storage.js": "class-transformer/esm2015/storage.js" },
      extensionAlias: { ".js": [".ts", ".js"] },
      mainFields: ["es2015", "module", "main"],
    },
    logLevel: "silent",
  });
  const { output } = await bundle.generate({
    format: "esm",
    sourcemap: false,
    sourcemapIgnoreList: false,
  });
  await bundle.close();
  return output[0].code;
}
