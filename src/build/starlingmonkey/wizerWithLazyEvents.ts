import { access, constants, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ownModule } from "../bundle/ownPackage.js";
import { glueAddition } from "./glueAddition.js";

/**
 * An executable for componentize-js's option `wizerBin`: it edits the generated glue and then runs
 * wizer. A script can be that only on POSIX; without it a component does the same, but slower.
 * @param folder - where it is written.
 */
export async function wizerWithLazyEvents(folder: string): Promise<string | undefined> {
  if (process.platform === "win32") return undefined;
  const [script, addition] = [join(folder, "wizer"), join(folder, "lazyEvents.js")];
  await writeFile(addition, await glueAddition());
  const command = [
    process.execPath,
    ownModule("build/starlingmonkey/runWizer"),
    addition,
    await wizerFile(),
  ];
  await writeFile(script, `#!/bin/sh\nexec ${command.map(quoted).join(" ")} "$@"\n`, {
    mode: 0o755,
  });
  // A temporary folder may forbid what stands in it to be run.
  return access(script, constants.X_OK).then(
    () => script,
    () => undefined,
  );
}

/** Wizer is a dependency of componentize-js, and found from there. */
async function wizerFile(): Promise<string> {
  const componentize = createRequire(import.meta.resolve("@bytecodealliance/componentize-js"));
  const found = pathToFileURL(componentize.resolve("@bytecodealliance/wizer"));
  const { default: file } = (await import(found.href)) as { default: string };
  return file;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
