import { scanSource } from "../../src/build/scan/index.js";
import { EXIT } from "../../src/cli/exitCode.js";
import { builtCli, type CliResult } from "../support/builtCli.js";
import { temporaryProject } from "../support/temporaryProject.js";

const reads = (code: string): unknown =>
  scanSource(code, "a.ts").reads.map(({ view, parameters, className, member, where }) => [
    view,
    parameters,
    `${className ?? ""}.${member ?? ""}`,
    where?.line,
  ]);

describe("what a source reads of views", () => {
  it("is told with the names of its parameters", () => {
    const code = `import { Task as Job } from "./task.js";
class Close { decide(db) { return [
  db.view(Job, { task: this.task, "the-day": 1, ["x"]: 2 }),
  this.db.atRevision(1n).viewState(Job),
]; } }`;
    expect(reads(code)).toEqual([
      ["Task", ["task", "the-day", "x"], "Close.decide", 3],
      ["Task", [], "Close.decide", 4],
    ]);
  });

  it.each([
    ["all parameters are computed", "db.view(Task, values)"],
    ["some are", "db.view(Task, { task, ...more })"],
    ["a name is", "db.view(Task, { [name]: 1 })"],
    ["a view is read by name", `db.viewState("task", 1n, [])`],
    ["the class is chosen", "for (const Task of [A, B]) db.view(Task, { task })"],
    ["it is no method", "view(Task, { task })"],
  ])("is not judged where %s", (_, code) => {
    expect(reads(code)).toEqual([]);
  });
});

/** Checks a project that reads its view in this way. */
async function check(
  read: string,
  selector = `Selector.subject(parameter("task_id"))`,
): Promise<CliResult> {
  const project = await temporaryProject({
    "src/index.ts": `import { IsString } from "class-validator";
import { Command, Decide, DomainEvent, event, On, parameter, Selector, StateView, Subject, type Database } from "evidentsource-functions";
@DomainEvent("added", { stream: "tasks" })
export class Added { @Subject() @IsString() task!: string; }
@StateView("task", { selector: ${selector} })
export class Task { count = 0; @On(Added) added(): void { this.count += 1; } }
@Command("add")
export class Add {
  @IsString() task!: string;
  @Decide() decide(db: Database) {
    ${read};
    return event(Added, { task: this.task });
  }
}
`,
  });
  try {
    return await builtCli(["check", "--no-types"], { cwd: project.root });
  } finally {
    await project.remove();
  }
}

describe("a check", () => {
  it.each([
    [
      "a name that the view does not have",
      "db.view(Task, { task: this.task })",
      `Task has no parameter "task". Task is read without its parameter "task_id".`,
    ],
    [
      "a name too many",
      "db.view(Task, { task_id: this.task, day: null })",
      `Task has no parameter "day".`,
    ],
    ["no parameters", "db.view(Task)", `Task is read without its parameter "task_id".`],
  ])("tells of %s, with its place", async (_, read, cause) => {
    const { code, err } = await check(read);
    const lines = err.split("\n");
    expect(lines[0]).toMatch(/^src\/index\.ts:11:\d+ {2}error ESF224 {2}Add\.decide$/);
    expect(lines.slice(1)).toEqual([
      `  ${cause}`,
      "  → It has task_id, as its selector says.",
      "1 error",
      "",
    ]);
    expect(code).toBe(EXIT.failed);
  });

  it("says that a view has no parameters", async () => {
    const { err } = await check("db.view(Task, { task: this.task })", `Selector.stream("tasks")`);
    expect(err).toContain("→ It has none: its selector names no parameter(…).");
  });

  it("is content with the names of the selector", async () => {
    expect(await check("db.view(Task, { task_id: this.task })")).toMatchObject({
      code: EXIT.ok,
      err: "",
    });
  });
});
