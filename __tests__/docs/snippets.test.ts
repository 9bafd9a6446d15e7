import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const documents = [
  "README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map(
    (file) => `docs/${file}`,
  ),
].filter((file) => file.endsWith(".md"));
const SNIPPET = /<!-- (file|part of): (\S+) -->\n```\w+\n(.*?)\n```/gs;

const snippets = documents.flatMap((document) =>
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

describe("guides", () => {
  const guides = documents.filter((file) => file.startsWith("docs/guides/"));
  /** What a shell or a program prints is text; everything else is code, and comes from a file. */
  const CODE = /^```(?!sh$|text$|$)/gm;

  test.each(guides)("%s shows no code but that of files", (guide) => {
    const text = readFileSync(join(root, guide), "utf8");
    const shown = snippets.filter(({ document }) => document === guide);
    expect(text.match(CODE)?.length ?? 0).toBe(shown.length);
  });

  test.each(guides)("%s is in the list of guides", (guide) => {
    const list = readFileSync(join(root, "docs/guides/README.md"), "utf8");
    if (!guide.endsWith("/README.md")) expect(list).toContain(`](${guide.slice(12)})`);
  });
});

describe("links in the documents", () => {
  const LINK = /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g;
  const links = documents.flatMap((document) =>
    [...readFileSync(join(root, document), "utf8").matchAll(LINK)].map(
      ([, target = "", anchor = ""]) => ({ document, target, anchor }),
    ),
  );

  test.each(links)("$document: $target#$anchor exists", ({ document, target, anchor }) => {
    const file = target === "" ? document : join(dirname(document), target);
    const text = readFileSync(join(root, file), "utf8");
    if (anchor !== "") expect(anchorsOf(text)).toContain(anchor);
  });

  /** As GitHub makes them of headings. */
  function anchorsOf(text: string): readonly string[] {
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
    return headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );
  }
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
