import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What REST answers with, by the words in the sources. */
function kinds(): ReadonlySet<string> {
  const folder = "src/server/rest";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
  const texts = [...files, "src/server/status.ts", "src/server/auth.ts"].map((file) =>
    readFileSync(file, "utf8"),
  );
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/http: \d+,\s*kind: "([a-z-]+)"|INTERNAL, kind: "([a-z-]+)"/g)].map(
        ([, own, internal]) => own ?? internal ?? "",
      ),
    ),
  );
}

describe("the table of failures of the platform's documentation", () => {
  const documentation = readFileSync("docs/platform.md", "utf8");
  const rows = documentation.split("\n").filter((line) => /^\| \d{3}/.test(line));

  it.each([...kinds()])("has %s", (kind) => {
    expect(rows.filter((row) => row.includes(`\`${kind}\``))).toHaveLength(1);
  });

  it("is held against all kinds that there are", () => {
    expect(kinds().size).toBeGreaterThan(20);
  });
});
