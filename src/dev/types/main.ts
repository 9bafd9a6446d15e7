import { createRequire } from "node:module";
import { join } from "node:path";
import { messageOf } from "../../domain/index.js";
import { Garbage } from "../../host/garbage.js";
import { Problem } from "../../model/problems/index.js";
import { IncrementalTypes } from "./incrementalTypes.js";
import type { FromTypes, ToTypes, TypesStart } from "./messages.js";

/** The process that checks types: beside the one that builds, for each takes its time. */

const say = (message: FromTypes): void => {
  // Whoever asked may be gone.
  process.send?.(message, undefined, undefined, () => undefined);
};

const garbage = new Garbage();
let types: Promise<IncrementalTypes | undefined> = Promise.resolve(undefined);

async function started({ root, tsconfig }: TypesStart): Promise<IncrementalTypes | undefined> {
  try {
    const require = createRequire(join(root, "package.json"));
    return await IncrementalTypes.of(require("typescript") as object, tsconfig);
  } catch {
    // Not installed, or of a form that Node cannot load: the ordinary check tells.
    return undefined;
  }
}

async function check(id: number): Promise<void> {
  try {
    say({ type: "checked", id, diagnostics: (await types)?.check() ?? [] });
  } catch (error) {
    const problem = Problem.compilerFailed({}, messageOf(error));
    say({ type: "checked", id, diagnostics: [problem] });
  }
  garbage.collectWhenQuiet();
}

process.on("message", (message: ToTypes) => {
  if (message.type === "check") {
    void check(message.id);
    return;
  }
  process.chdir(message.start.root);
  types = started(message.start);
  void types.then((usable) => {
    say({ type: "ready", usable: usable !== undefined });
  });
});
process.on("SIGINT", () => undefined);
process.on("disconnect", () => {
  process.exit();
});
