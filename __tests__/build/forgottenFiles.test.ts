import { jest } from "@jest/globals";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject, type Files } from "../support/temporaryProject.js";
import { TINY, tinyWith } from "../support/tinyProject.js";

jest.setTimeout(60_000);

async function told(files: Files): Promise<string> {
  const project = await temporaryProject(files);
  const { err } = await builtCli(["check", "--no-types"], { cwd: project.root });
  await project.remove();
  return err;
}

const OTHER = (TINY["src/tally.ts"] ?? "")
  .replaceAll("tally", "other")
  .replaceAll("Tally", "Other");

it("a file that the index module forgets is warned of", async () => {
  expect(await told({ ...TINY, "src/views/other.ts": OTHER.replace("./", "../") }))
    .toBe(`src/views/other.ts:5:14  warning ESF012  Other
  The class stands beside the index module's files, but the index module does not load it.
  → Export it from the index module, or move it to where it belongs, such as the tests.
`);
});

it("files of tests, of other packages and without definitions are not", async () => {
  const files = {
    ...TINY,
    "src/other.test.ts": OTHER,
    "src/__tests__/other.ts": OTHER,
    "src/node_modules/other/index.ts": OTHER,
    "src/types.ts": `import type { Database } from "evidentsource-functions";\nexport type D = Database;\n`,
    "src/broken.ts": `import "evidentsource-functions";\nclass {`,
  };
  expect(await told(files)).toBe("");
});

it("a class that a circle of imports leaves undefined is told with the circle", async () => {
  const files = {
    ...tinyWith("src/counted.ts", [
      "import { IsInt }",
      `import { Tally } from "./tally.js";\nexport const view = () => Tally;\nimport { IsInt }`,
    ]),
    "src/index.ts": `export * from "./counted.js";\nexport * from "./tally.js";\nexport * from "./count.js";\n`,
  };
  expect(await told(files)).toMatch(
    /Break the circle of imports: src\/tally\.ts → src\/counted\.ts → src\/tally\.ts\./,
  );
});
