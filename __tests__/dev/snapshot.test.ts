import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definitionKey } from "../../src/dev/builder/definitionKey.js";
import { Snapshot } from "../../src/dev/builder/snapshot.js";
import { concernedTests } from "../../src/dev/specifications/testFiles.js";
import type { Discovered, Discovery } from "../../src/build/index.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "esf-dev-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const file = (name: string): string => join(folder, name);
const write = (name: string, text: string): void => {
  writeFileSync(file(name), text);
};

describe("a snapshot of the sources", () => {
  test("stays what it was, whatever is saved later", () => {
    write("a.ts", "1");
    const snapshot = new Snapshot(folder);
    snapshot.begin();
    expect(snapshot.read(file("a.ts"))).toBe("1");
    write("a.ts", "2");
    expect(snapshot.read(file("a.ts"))).toBe("1");
    expect(snapshot.isCurrent()).toBe(false);
  });

  test("is no longer current when a source came or went, but for others it is", () => {
    write("a.ts", "1");
    const snapshot = new Snapshot(folder);
    snapshot.begin();
    snapshot.read(file("a.ts"));
    write("notes.md", "");
    expect(snapshot.isCurrent()).toBe(true);
    write("b.ts", "");
    expect(snapshot.isCurrent()).toBe(false);
    rmSync(file("b.ts"));
    expect(snapshot.isCurrent()).toBe(true);
    rmSync(file("a.ts"));
    expect(snapshot.isCurrent()).toBe(false);
  });

  test("tells in which files it differs from another", () => {
    write("a.ts", "1");
    write("b.ts", "1");
    const [older, newer] = [new Snapshot(folder), new Snapshot(folder)];
    for (const name of ["a.ts", "b.ts"]) older.read(file(name));
    write("b.ts", "2");
    for (const name of ["a.ts", "b.ts"]) newer.read(file(name));
    expect(newer.differences(older)).toEqual([file("b.ts")]);
  });
});

describe("what a definition's component depends on", () => {
  const imports = new Map([
    ["/p/view.ts", ["/p/events.ts"]],
    ["/p/events.ts", ["/p/shared.ts"]],
    ["/p/shared.ts", []],
    ["/p/other.ts", ["/p/shared.ts"]],
  ]);
  const discovery: Discovery = {
    model: { schemaVersion: 1, stateViews: [], stateChanges: [], events: [] },
    ...{ definitions: [], diagnostics: [], lines: [], files: [] },
    ...{ keptModules: new Set<string>(), imports },
  };
  const view: Discovered = {
    ...{ world: "state-view", name: "view", exportNames: ["View"] },
    declarations: [{ file: "/p/view.ts", exportName: "View" }],
  };
  const keyWith = (changed: string, given: Partial<Discovery> = {}): string =>
    definitionKey(view, { ...discovery, ...given }, (path) => (path === changed ? "new" : "old"));
  const before = keyWith("");

  test.each(["/p/view.ts", "/p/events.ts", "/p/shared.ts"])("%s, which it reaches", (path) => {
    expect(keyWith(path)).not.toBe(before);
  });

  test("not what it does not reach", () => {
    expect(keyWith("/p/other.ts")).toBe(before);
  });

  test("everything, where modules are imported for their side effects", () => {
    const given = { keptModules: new Set(["/p/setup.ts"]) };
    expect(keyWith("/p/other.ts", given)).not.toBe(keyWith("", given));
  });
});

describe("the specifications that a save concerns", () => {
  test("import what has changed, directly or through others, or are it", async () => {
    write("shared.ts", "");
    write("view.ts", `import { a } from "./shared.js";`);
    write("view.test.ts", `import "./view.js";`);
    write("other.test.ts", `import {\n  b,\n} from "./other.js";`);
    write("other.ts", "");
    const concerned = async (name: string): Promise<readonly string[]> =>
      concernedTests(folder, [file(name)]);
    expect(await concerned("shared.ts")).toEqual([file("view.test.ts")]);
    expect(await concerned("other.ts")).toEqual([file("other.test.ts")]);
    expect(await concerned("view.test.ts")).toEqual([file("view.test.ts")]);
    write("unknown.ts", readFileSync(file("shared.ts"), "utf8"));
    expect(await concerned("unknown.ts")).toEqual([]);
  });
});
