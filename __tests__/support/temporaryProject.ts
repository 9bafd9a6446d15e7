import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Texts by path, relative to the project. */
export type Files = Readonly<Record<string, string>>;

export interface TemporaryProject {
  readonly root: string;
  readonly write: (files: Files) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** The flags that a project must set, and no more. */
export const TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: "ES2022",
    module: "NodeNext",
    strict: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    useDefineForClassFields: false,
  },
});

const LIBRARIES = ["class-transformer", "class-validator", "reflect-metadata"];

/** A project outside of this repository; this package and its peers are linked into its `node_modules`. */
export async function temporaryProject(files: Files): Promise<TemporaryProject> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "esf-project-")));
  const write = async (texts: Files): Promise<void> => {
    for (const [path, text] of Object.entries(texts)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  };
  await mkdir(join(root, "node_modules"));
  await symlink(resolve("."), join(root, "node_modules/evidentsource-functions"), "dir");
  for (const name of LIBRARIES) {
    await symlink(resolve("node_modules", name), join(root, "node_modules", name), "dir");
  }
  await write({ "package.json": '{ "type": "module" }', "tsconfig.json": TSCONFIG, ...files });
  return { root, write, remove: () => rm(root, { recursive: true }) };
}
