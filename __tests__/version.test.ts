import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PACKAGE_VERSION } from "../src/version.js";

test("the version in the sources is that of the package", () => {
  const file = join(dirname(fileURLToPath(import.meta.url)), "../package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  expect(PACKAGE_VERSION).toBe(version);
});
