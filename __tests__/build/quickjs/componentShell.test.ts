import { componentEmbed, componentNew } from "@bytecodealliance/jco-transpile/wasm-tools";
import { readFileSync } from "node:fs";
import { bindWit } from "../../../src/build/quickjs/bindWit.js";
import { inShell } from "../../../src/build/quickjs/componentShell.js";
import { ownEngineFiles } from "../../../src/build/quickjs/engineFiles.js";
import { snapshot } from "../../../src/build/quickjs/snapshot.js";
import { parseWit } from "../../../src/build/wit/index.js";

const document = parseWit(readFileSync("wit/decider.wit", "utf8"));

describe("a component that is put together from a shell and a core module", () => {
  it.each(["state-view", "state-change", "state-change-random"] as const)(
    "is, to the byte, the one that the WebAssembly tools make (%s)",
    async (variant) => {
      const world = variant.startsWith("state-view") ? "state-view" : "state-change";
      const engine = ownEngineFiles.module(variant);
      const { wit, rename } = bindWit(document, world, engine);
      for (const size of [1, 100_000]) {
        const source = `const filled = "${"x".repeat(size)}"; export const evolve = () => filled, decide = evolve;`;
        const core = snapshot(engine, { file: "probe.js", source }, { rename });
        const made = await componentNew(
          await componentEmbed({ binary: core, witSource: wit, world }),
        );
        const shelled = await inShell(core, { engine, wit, world });
        expect(Buffer.compare(shelled, made)).toBe(0);
      }
    },
    60_000,
  );
});
