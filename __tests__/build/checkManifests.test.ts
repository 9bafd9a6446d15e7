import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkManifests } from "../../src/build/discover/checkManifests.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "esf-manifests-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const checked = (name: "package.json" | "tsconfig.json", text: string): (() => void) => {
  const file = join(root, name);
  writeFileSync(file, text);
  const tsconfig = name === "tsconfig.json" ? file : undefined;
  return () => {
    checkManifests({ root, index: join(root, "index.ts"), outDir: join(root, "dist"), tsconfig });
  };
};

describe("a project's manifests", () => {
  it.each([
    ["an object", `{ "compilerOptions": {} }`],
    ["nothing at all", ""],
    ["comments and a comma after the last member", `{ // why\n "a": [1, 2,], /* , } */ }`],
    ["what looks like a comment or a comma, in a text", `{ "a": "/* // ,}", "b": ",]" }`],
    ["a byte order mark", `\uFEFF{}`],
  ])("may be a tsconfig.json with %s", (_what, text) => {
    expect(checked("tsconfig.json", text)).not.toThrow();
  });

  it.each(["{{", `{ "a": }`, `{ "a": 1 `, `{ "a": "b }`])(
    "may not be a tsconfig.json with %s",
    (text) => {
      expect(checked("tsconfig.json", text)).toThrow(/^tsconfig\.json cannot be read: /);
    },
  );

  it("may not be a package.json with comments, which npm does not read either", () => {
    expect(checked("package.json", `{ "name": "a" }`)).not.toThrow();
    expect(checked("package.json", "{ /* a */ }")).toThrow(/^package\.json cannot be read: /);
  });
});
