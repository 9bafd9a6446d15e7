// The TypeScript of the messages in proto/, written to src/protocol/gen or the folder that is named.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(root, "src/protocol/gen"));

const template = {
  version: "v2",
  clean: true,
  plugins: [{ local: "protoc-gen-es", out, opt: ["target=ts", "import_extension=js"] }],
  inputs: [{ directory: "proto" }],
};
const bin = path.join(root, "node_modules/.bin");
const { status } = spawnSync(
  path.join(bin, "buf"),
  ["generate", "--template", JSON.stringify(template)],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
  },
);
process.exit(status ?? 1);
