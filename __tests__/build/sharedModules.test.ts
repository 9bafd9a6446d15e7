import { jest } from "@jest/globals";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject, type Files } from "../support/temporaryProject.js";

/** What a check says of a project, a line each. */
async function told(files: Files): Promise<string[]> {
  const project = await temporaryProject(files);
  const { out } = await builtCli(["check", "--no-types", "--json"], { cwd: project.root });
  await project.remove();
  const { diagnostics } = JSON.parse(out) as { diagnostics: Diagnostic[] };
  return diagnostics.map(
    ({ code, severity, className = "", member = "", where, cause }) =>
      `${severity} ${code} ${className}.${member} ${String(where?.line)} ${cause.split(" gives ")[0] ?? ""}`,
  );
}

interface Diagnostic {
  readonly code: string;
  readonly severity: string;
  readonly className?: string;
  readonly member?: string;
  readonly where?: { readonly line: number };
  readonly cause: string;
}

jest.setTimeout(60_000);

const IMPORTS = `import { IsInt } from "class-validator";
import { Command, Decide, DomainEvent, event, On, parameter, Selector, StateView, Subject, type Database } from "evidentsource-functions";
@DomainEvent("thing.counted", { stream: "things" }) export class Counted { @IsInt() by!: number; }
`;

describe("one module with a view and a command", () => {
  it("has no mistake where each may do what it does", async () => {
    const files = {
      "src/index.ts": `${IMPORTS}
@StateView("tally")
export class Tally {
  total = 0;
  @On(Counted) counted({ by }: Counted): void { this.total += by; }
}
@Command("count")
export class Count {
  @IsInt() by!: number;
  @Decide({ consistency: "explicit" }) decide(db: Database) {
    db.viewState("tally", 1n, {});
    return event(Counted, { by: Math.floor(Math.random() * this.by) });
  }
}
@Command("recount")
export class Recount {
  @IsInt() by!: number;
  @Decide() decide(db: Database) { db.view(Tally, {}); return event(Counted, { by: this.by }); }
}
`,
    };
    expect(await told(files)).toEqual([]);
  });

  it("has each mistake told once, by the definition that it stands in", async () => {
    const files = {
      "src/index.ts": `${IMPORTS}
@StateView("tally")
export class Tally {
  last = 0;
  @On(Counted) counted(): void { this.last = Date.now(); }
}
@Command("count")
export class Count {
  @IsInt() by!: number;
}
export class Decisions {
  @Decide(Count) count(command: Count, db: Database) {
    db.view(Tally, {});
    return event(Counted, { by: Date.now() });
  }
}
`,
    };
    expect(await told(files)).toEqual([
      "error ESF502 Tally.counted 8 Date.now()",
      "error ESF502 Decisions.count 17 Date.now()",
    ]);
  });

  it("is judged where it is shared, too", async () => {
    const files = {
      "src/index.ts": `${IMPORTS}
const draw = (): number => Math.random();
@StateView("tally")
export class Tally {
  last = 0;
  @On(Counted) counted(): void { this.last = draw(); }
}
`,
    };
    expect(await told(files)).toEqual(["error ESF502 . 5 Math.random()"]);
  });
});

describe("an event class without @Subject under a view that selects by subject", () => {
  const project = (options: string): Files => ({
    "src/index.ts": `${IMPORTS}
@StateView("tally", { selector: Selector.subject(parameter("thing")) })
export class Tally {
  total = 0;
  @On(Counted) counted({ by }: Counted): void { this.total += by; }
}
@Command("count")
export class Count {
  @IsInt() by!: number;
  @Decide() decide() { return event(Counted, { by: this.by }${options}); }
}
`,
  });

  it("is warned of where its events are made without one", async () => {
    const [warning, ...others] = await told(project(""));
    expect(warning).toMatch(/^warning ESF222 Counted\. 3 /);
    expect(others).toEqual([]);
  });

  it("but not where they are given one", async () => {
    expect(await told(project(`, { subject: "t1" }`))).toEqual([]);
  });
});
