// Bundles a file of examples/client, with the example's classes, as its users' own tools would.
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const EXAMPLE = fileURLToPath(new URL("../examples/client", import.meta.url));

/** Gives the file that it wrote; what that loads later lies beside it. Packages stay imports where Node can import them. */
export async function bundleExample(file, { platform }) {
  const bundle = await rolldown({
    input: `${EXAMPLE}/${file}`,
    platform,
    tsconfig: `${EXAMPLE}/tsconfig.json`,
    logLevel: "warn",
    external: platform === "node" ? /^(node:|evidentsource-functions|class-|reflect-metadata)/ : [],
  });
  const folder = `${EXAMPLE}/dist/${file.replace(/^.*\//, "").replace(/\.ts$/, "")}`;
  const { output } = await bundle.write({ dir: folder, format: "esm" });
  return `${folder}/${output[0].fileName}`;
}
