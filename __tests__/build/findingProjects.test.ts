import { join } from "node:path";
import { findProject } from "../../src/build/project.js";
import { temporaryProject, TSCONFIG, type Files } from "../support/temporaryProject.js";

const INDEX = "export {};";

/** What is found in a project of these files, as paths relative to it. */
async function find(
  files: Files,
  { folder = ".", ...options }: { folder?: string; entry?: string; project?: string } = {},
): Promise<{ root: string; index: string; tsconfig: string | undefined }> {
  const project = await temporaryProject(files);
  const shown = (path: string): string => path.slice(project.root.length + 1) || ".";
  try {
    const { root, index, tsconfig } = findProject({ cwd: join(project.root, folder), ...options });
    return { root: shown(root), index: shown(index), tsconfig: tsconfig && shown(tsconfig) };
  } finally {
    await project.remove();
  }
}

const USUAL = { root: ".", index: "src/index.ts", tsconfig: "tsconfig.json" };

describe("the project is found", () => {
  it.each([".", "src", "src/orders", "src/orders/views"])("from %s", async (folder) => {
    const files = {
      "src/index.ts": INDEX,
      // Each folder may gather its own exports.
      "src/orders/index.ts": INDEX,
      "src/orders/views/order.ts": INDEX,
    };
    expect(await find(files, { folder })).toEqual(USUAL);
  });

  it("above a manifest that has no index module", async () => {
    const files = { "src/index.ts": INDEX, "src/legacy/package.json": "{}" };
    expect(await find(files, { folder: "src/legacy" })).toEqual(USUAL);
  });

  it("as the nearest one, where one stands in another", async () => {
    const files = { "src/index.ts": INDEX, "inner/package.json": "{}", "inner/index.ts": INDEX };
    expect(await find(files, { folder: "inner" })).toMatchObject({
      root: "inner",
      index: "inner/index.ts",
    });
  });

  it("by the folder of its sources", async () => {
    expect(await find({ "src/index.ts": INDEX }, { entry: "src" })).toEqual(USUAL);
  });

  it("with the compiler's options of a folder above, as the compiler finds them", async () => {
    const files = { "packages/app/package.json": "{}", "packages/app/src/index.ts": INDEX };
    expect(await find(files, { folder: "packages/app" })).toEqual({
      root: "packages/app",
      index: "packages/app/src/index.ts",
      tsconfig: "tsconfig.json",
    });
  });

  it("but not with those above, where it is JavaScript, which needs none", async () => {
    const files = { "packages/app/package.json": "{}", "packages/app/index.js": INDEX };
    expect(await find(files, { folder: "packages/app" })).toMatchObject({ tsconfig: undefined });
  });
});

describe("a tsconfig.json that refers to others", () => {
  const solution = (...paths: readonly string[]): string =>
    JSON.stringify({ files: [], references: paths.map((path) => ({ path })) });
  const including = (folder: string): string =>
    JSON.stringify({ ...(JSON.parse(TSCONFIG) as object), include: [folder] });

  it("is left for the one that has the index module", async () => {
    const files = {
      "tsconfig.json": solution("./tsconfig.test.json", "./tsconfig.app.json"),
      "tsconfig.test.json": including("test"),
      "tsconfig.app.json": including("src"),
      "src/index.ts": INDEX,
    };
    expect(await find(files)).toEqual({ ...USUAL, tsconfig: "tsconfig.app.json" });
  });

  it("may name folders, and those may refer further, even in a circle", async () => {
    const files = {
      "tsconfig.json": solution("./config"),
      "config/tsconfig.json": solution("..", "./app.json"),
      "config/app.json": including("../src"),
      "src/index.ts": INDEX,
    };
    expect(await find(files)).toEqual({ ...USUAL, tsconfig: "config/app.json" });
  });

  it("stays where it has the index module itself, or none of the others has", async () => {
    const own = {
      "tsconfig.json": JSON.stringify({ include: ["src"], references: [{ path: "./missing" }] }),
      "src/index.ts": INDEX,
    };
    expect(await find(own)).toEqual(USUAL);
    const nobody = { "tsconfig.json": solution("./missing"), "src/index.ts": INDEX };
    expect(await find(nobody)).toEqual(USUAL);
  });
});

describe("--project", () => {
  const files = {
    "app/tsconfig.build.json": TSCONFIG,
    "app/src/index.ts": INDEX,
    "app/src/other.ts": INDEX,
    "src/index.ts": INDEX,
  };

  it("names a tsconfig, whose folder is the project", async () => {
    expect(await find(files, { project: "app/tsconfig.build.json" })).toEqual({
      root: "app",
      index: "app/src/index.ts",
      tsconfig: "app/tsconfig.build.json",
    });
  });

  it("names a folder", async () => {
    expect(await find(files, { project: ".", folder: "." })).toEqual(USUAL);
  });

  it("goes with another index module", async () => {
    const options = { project: "app/tsconfig.build.json", entry: "app/src/other.ts" };
    expect(await find(files, options)).toMatchObject({ root: "app", index: "app/src/other.ts" });
  });

  it.each([
    ["nowhere", "nowhere does not exist"],
    ["app", "app has no tsconfig.json"],
  ])("says what is wrong with %s", async (project, message) => {
    await expect(find(files, { project })).rejects.toThrow(message);
  });
});

it("where there is no index module up to the root, the message says so", async () => {
  await expect(find({})).rejects.toThrow(
    "neither this folder nor one above it has an index module (src/index.ts or index.ts); name the module that exports your definitions",
  );
});
