import { rm } from "node:fs/promises";
import { join } from "node:path";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject } from "../support/temporaryProject.js";
import { TINY } from "../support/tinyProject.js";

test("a project of which nothing is installed is told what is missing", async () => {
  const project = await temporaryProject(TINY);
  try {
    await rm(join(project.root, "node_modules"), { recursive: true });
    const { code, err } = await builtCli(["check", "--no-types"], { cwd: project.root });
    expect(code).toBe(1);
    expect(err).toMatch(/The index module cannot be loaded: \S+ is not installed\./);
  } finally {
    await project.remove();
  }
}, 60_000);
