import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "../../src");
const GENERATED = "protocol/gen/";

const lengths = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith(GENERATED))
  .map((file) => ({
    file,
    lines: readFileSync(join(src, file), "utf8").split("\n").length - 1,
  }))
  .sort((a, b) => a.lines - b.lines);

test("half of the files of src/ are shorter than 60 lines", () => {
  expect(lengths.length).toBeGreaterThan(200);
  expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThan(60);
});

test("no file of src/ is longer than 300 lines", () => {
  expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
});
