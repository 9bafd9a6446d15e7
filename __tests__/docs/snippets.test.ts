import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const documents = ["README.md", ...readdirSync(join(root, "docs")).map((file) => `docs/${file}`)];
const SNIPPET = /<!-- (file|part of): (\S+) -->\n```\w+\n(.*?)\n```/gs;

const snippets = documents
  .filter((file) => file.endsWith(".md"))
  .flatMap((document) =>
    [...readFileSync(join(root, document), "utf8").matchAll(SNIPPET)].map(
      ([, how = "", file = "", code = ""]) => ({ document, how, file, code }),
    ),
  );

describe("snippets in the documents", () => {
  test("are found", () => {
    expect(snippets.length).toBeGreaterThan(5);
  });

  test.each(snippets)("$document shows $file as it is", ({ how, file, code }) => {
    const text = readFileSync(join(root, file), "utf8").trimEnd();
    if (how === "file") expect(code).toBe(text);
    else expect(text).toContain(code);
  });
});

describe("links in the documents", () => {
  const links = documents
    .filter((file) => file.endsWith(".md"))
    .flatMap((document) =>
      [...readFileSync(join(root, document), "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
        ([, target = ""]) => ({ document, target }),
      ),
    );

  test.each(links)("$document: $target exists", ({ document, target }) => {
    expect(() => readFileSync(join(root, dirname(document), target), { flag: "r" })).not.toThrow(
      /ENOENT/,
    );
  });
});

test("the README shows every file of the first steps", () => {
  const readme = snippets.filter(({ document }) => document === "README.md");
  const shown = readme.map(({ file }) => file.replace("examples/first-steps/", ""));
  expect(shown).toEqual(
    expect.arrayContaining([
      ...["events.ts", "task.ts", "add-task.ts", "complete-task.ts", "index.ts"].map(
        (file) => `src/${file}`,
      ),
      "commands.jsonl",
      "__tests__/task.test.ts",
    ]),
  );
  const text = readFileSync(join(root, "README.md"), "utf8");
  expect(text).not.toMatch(/^```\w*\n```$/m);
});
