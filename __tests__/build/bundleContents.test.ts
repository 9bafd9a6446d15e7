import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparedBundles } from "../support/preparedBundles.js";
import { temporaryProject, type Files } from "../support/temporaryProject.js";
import { TINY, tinyWith } from "../support/tinyProject.js";

async function bundlesOf(files: Files): ReturnType<typeof preparedBundles> {
  const project = await temporaryProject(files);
  try {
    return await preparedBundles(project.root);
  } finally {
    await project.remove();
  }
}

describe("a definition's bundle", () => {
  it("holds the definition and what it needs, but no sibling", async () => {
    const { tally, count } = await bundlesOf(TINY);
    expect(tally?.code).toContain('StateView("tally"');
    expect(tally?.code).toContain('DomainEvent("thing.counted"');
    expect(tally?.code).not.toContain('Command("count"');
    // A command that reads a view needs its class.
    expect(count?.code).toContain('Command("count"');
    expect(count?.code).toContain('StateView("tally"');
  });

  it("is the same when the project is reached through a symbolic link", async () => {
    const project = await temporaryProject(TINY);
    const folder = await mkdtemp(join(tmpdir(), "esf-link-"));
    await symlink(project.root, join(folder, "project"), "dir");
    expect(await preparedBundles(join(folder, "project"))).toEqual(
      await preparedBundles(project.root),
    );
    await Promise.all([project.remove(), rm(folder, { recursive: true })]);
  });

  it("tells which functions of the database it uses and whether it draws randomness", async () => {
    const { tally, count } = await bundlesOf(TINY);
    expect(tally).toMatchObject({ databaseFunctions: ["name"], random: false });
    expect(count).toMatchObject({ databaseFunctions: ["name", "view", "revision"], random: true });
  });

  it.each(["src/index.ts", "src/tally.ts"])(
    "keeps what is imported for its side effects alone (by %s)",
    async (importer) => {
      const { tally } = await bundlesOf({
        ...tinyWith(importer, ["", `import "./setup.js";\n`]),
        "src/setup.ts": `(globalThis as { things?: string }).things = "are set up";\n`,
      });
      expect(tally?.code).toContain("are set up");
    },
  );

  it("leaves out modules of which nothing is needed", async () => {
    const { tally } = await bundlesOf({
      ...tinyWith("src/index.ts", ["", `export * from "./setup.js";\n`]),
      "src/setup.ts": `(globalThis as { things?: string }).things = "are set up";\nexport const one = 1;\n`,
    });
    expect(tally?.code).not.toContain("are set up");
  });

  it("holds the class that decides for a command of another module", async () => {
    const { count, uncount } = await bundlesOf({
      ...tinyWith("src/index.ts", ["", `export * from "./uncounting.js";\n`]),
      "src/count.ts": `${TINY["src/count.ts"] ?? ""}
@Command("uncount")
export class Uncount {
  @IsInt() by!: number;
}
`,
      "src/uncounting.ts": `import { Decide, event, type Decision } from "evidentsource-functions";
import { Counted } from "./counted.js";
import { Uncount } from "./count.js";

export class Uncounting {
  @Decide(Uncount)
  decide({ by }: Uncount): Decision {
    return event(Counted, { by: -by }, { id: "uncounted" });
  }
}
`,
    });
    expect(uncount?.code).toContain("Decide(Uncount)");
    expect(count?.code).not.toContain("Decide(Uncount)");
  });
});
