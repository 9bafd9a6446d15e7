import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DIAGNOSTIC_CODES } from "../../src/model/diagnosticCodes.js";

const text = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), "../../docs/diagnostics.md"),
  "utf8",
);

describe("the list of diagnostics", () => {
  test.each(Object.entries(DIAGNOSTIC_CODES))("explains %s: %s", (code, title) => {
    expect(text).toContain(`### ${code} ${title}\n`);
  });

  test("has no code that does not exist", () => {
    const listed = [...text.matchAll(/^### (ESF\d+)/gm)].map(([, code = ""]) => code);
    expect(listed.filter((code) => !Object.hasOwn(DIAGNOSTIC_CODES, code))).toEqual([]);
  });
});
