import { rolldown } from "rolldown";
import { ownModule } from "../bundle/ownPackage.js";

const ENTRY = "build/starlingmonkey/guest/glue";

let made: Promise<string> | undefined;

/** What `guest/` holds, as an expression: a script may not import. */
export function glueAddition(): Promise<string> {
  return (made ??= bundledGuest(ownModule(ENTRY)));
}

/** @param entry - the file of `guest/glue`, compiled or not. */
export async function bundledGuest(entry: string): Promise<string> {
  const build = await rolldown({
    input: entry,
    platform: "neutral",
    tsconfig: false,
    experimental: { attachDebugInfo: "none" },
    // Each reading of memory names its place, and a name takes time.
    optimization: { inlineConst: { mode: "all", pass: 2 } },
  });
  try {
    const { output } = await build.generate({
      format: "iife",
      name: "lazyEvents",
      comments: false,
      sourcemapIgnoreList: false,
      minify: { compress: true, mangle: false, codegen: false },
    });
    return output[0].code
      .trim()
      .replace(/^var lazyEvents = /, "")
      .replace(/;$/, "");
  } finally {
    await build.close();
  }
}
