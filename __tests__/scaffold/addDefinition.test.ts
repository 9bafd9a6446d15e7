import {
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDefinition, newProject, type DefinitionKind } from "../../src/scaffold/index.js";

let root: string;
beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "esf-add-")));
  await newProject({ cwd: root, folder: root, template: "first-steps", runner: "jest" });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const add = (kind: DefinitionKind, name: string): Promise<readonly string[]> =>
  addDefinition({ kind, name, root, index: join(root, "src/index.ts") }).then(
    ({ changed }) => changed,
  );
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("adding a definition", () => {
  test("a command gets a class, a specification and an export in its place", async () => {
    expect(await add("command", "assign-task")).toEqual([
      "src/assign-task.ts",
      "src/index.ts",
      "__tests__/assign-task.test.ts",
    ]);
    expect(read("src/assign-task.ts")).toMatch(
      /@Command\("assign-task"\)\nexport class AssignTask /,
    );
    expect(read("src/index.ts")).toBe(
      ["add-task", "assign-task", "complete-task", "events", "task"]
        .map((module) => `export * from "./${module}.js";\n`)
        .join(""),
    );
  });

  test("an event stands with the others, in their stream", async () => {
    expect(await add("event", "task-renamed")).toEqual([
      "src/events.ts",
      "__tests__/task-renamed.test.ts",
    ]);
    expect(read("src/events.ts")).toMatch(
      /@DomainEvent\("task\.renamed", \{ stream: "tasks" \}\)\nexport class TaskRenamed /,
    );
  });

  test("an event may be stored in another stream than the others; which one, is told", async () => {
    const index = join(root, "src/index.ts");
    const own = { kind: "event", name: "shop-opened", root, index, stream: "shops" } as const;
    expect((await addDefinition(own)).stream).toBe("shops");
    expect(read("src/events.ts")).toMatch(/"shop\.opened", \{ stream: "shops" \}/);
    const beside = await addDefinition({ kind: "event", name: "task-lost", root, index });
    expect(beside.stream).toBe("tasks");
    await expect(addDefinition({ ...own, kind: "view", name: "shops" })).rejects.toThrow(
      "a view has no stream",
    );
  });

  test("a view folds the events that sound like it, or else the first one; which ones, is told", async () => {
    await add("view", "task-count");
    const text = read("src/task-count.ts");
    expect(text).toMatch(/import \{ TaskAdded, TaskCompleted \} from "\.\/events\.js";/);
    expect(text).toMatch(/@On\(TaskAdded\)\n[^@]*@On\(TaskCompleted\)/);
    const index = join(root, "src/index.ts");
    const board = await addDefinition({ kind: "view", name: "board", root, index });
    expect(board.folds).toEqual(["TaskAdded"]);
  });

  test("a view folds the events that are named, from whatever modules", async () => {
    writeFileSync(
      join(root, "src/shops.ts"),
      `@DomainEvent("shop.opened", { stream: "shops" })\nexport class ShopOpened {\n}\n`,
    );
    const index = join(root, "src/index.ts");
    const own = { kind: "view", name: "openings", root, index } as const;
    await addDefinition({ ...own, events: ["shop.opened", "TaskAdded"] });
    expect(read("src/openings.ts")).toContain(
      'import { TaskAdded } from "./events.js";\nimport { ShopOpened } from "./shops.js";\n',
    );
    await expect(addDefinition({ ...own, name: "x1", events: ["shop.shut"] })).rejects.toThrow(
      "there is no event shop.shut; the events are",
    );
    const command = { ...own, kind: "command", name: "x2", events: ["TaskAdded"] } as const;
    await expect(addDefinition(command)).rejects.toThrow("a command folds no events");
  });

  test("what is there stays", async () => {
    const before = read("src/add-task.ts");
    await expect(add("command", "add-task")).rejects.toThrow("src/add-task.ts is there already");
    await expect(add("event", "task-added")).rejects.toThrow("there is an event TaskAdded already");
    expect(read("src/add-task.ts")).toBe(before);
  });

  test("of the streams that there are, the one that fits is taken, and none is guessed", async () => {
    writeFileSync(
      join(root, "src/shops.ts"),
      `@DomainEvent("shop.opened", { stream: "shops" })\nexport class ShopOpened {\n}\n`,
    );
    const index = join(root, "src/index.ts");
    const added = (name: string, stream?: string) =>
      addDefinition({ kind: "event", name, root, index, stream });
    expect((await added("shop.shut")).stream).toBe("shops");
    expect((await added("task-moved")).stream).toBe("tasks");
    const before = read("src/events.ts");
    await expect(added("user.registered")).rejects.toThrow(
      "the events are in several streams; say which one user.registered belongs to: --stream tasks, --stream shops, --stream <a new one>",
    );
    expect(read("src/events.ts")).toBe(before);
    expect((await added("user.registered", "users")).stream).toBe("users");
    await expect(added("user.left")).resolves.toMatchObject({ stream: "users" });
    expect((await added("shop.painted", "paints")).stream).toBe("paints");
    await expect(added("shop.sold")).rejects.toThrow(
      "the events about shop are in several streams; say which one shop.sold",
    );
  });

  test("a stream that stands in a constant is asked for", async () => {
    writeFileSync(
      join(root, "src/events.ts"),
      read("src/events.ts").replaceAll('"tasks"', "TASKS"),
    );
    await expect(add("event", "task-moved")).rejects.toThrow(
      "which stream TaskAdded is in stands in a constant; say which one task.moved belongs to: --stream <a new one>",
    );
  });

  test("an event's name says what happened, as the others do", async () => {
    await expect(add("event", "user")).rejects.toThrow(
      `"user" does not say what happened; an event's name says what it is about and what happened to it, as task.added, task.completed do: give one such as user.registered`,
    );
    const text = read("src/events.ts");
    writeFileSync(join(root, "src/events.ts"), text.replaceAll(/"task\.(\w+)"/g, '"task-$1"'));
    await add("event", "task-moved");
    expect(read("src/events.ts")).toContain('@DomainEvent("task-moved", { stream: "tasks" })');
  });

  test.each(["task-added", "task.added", "TaskAdded", "taskAdded", "task_added"])(
    "a view's event may be named as %s",
    async (event) => {
      const index = join(root, "src/index.ts");
      const view = { kind: "view", name: "board", root, index, events: [event] } as const;
      expect((await addDefinition(view)).folds).toEqual(["TaskAdded"]);
    },
  );

  test("what cannot be written whole is not written at all", async () => {
    rmSync(join(root, "__tests__"), { recursive: true });
    writeFileSync(join(root, "__tests__"), "");
    const before = read("src/index.ts");
    await expect(add("command", "assign-task")).rejects.toThrow(
      /__tests__\/assign-task\.test\.ts cannot be written: .*; nothing was changed$/,
    );
    expect(read("src/index.ts")).toBe(before);
    expect(existsSync(join(root, "src/assign-task.ts"))).toBe(false);
    rmSync(join(root, "__tests__"));
    await add("command", "assign-task");
    expect(existsSync(join(root, "__tests__/assign-task.test.ts"))).toBe(true);
  });

  test("no class hides another", async () => {
    await expect(add("view", "task-added")).rejects.toThrow(
      "there is a class TaskAdded already, in src/events.ts; give another name",
    );
    await expect(add("command", "command")).rejects.toThrow(
      "a class Command would hide what definitions import under that name",
    );
  });

  test.each(["", "x", "a--b", "a-", "a_b", "ä-b", "a".repeat(129), "1st", "a b", "../x", "class!"])(
    "%j is no name",
    async (name) => {
      await expect(add("command", name)).rejects.toThrow(/is no name for a definition/);
    },
  );

  test("imports, quotes and runner are as the project has them", async () => {
    writeFileSync(join(root, "src/index.ts"), "export * from './task'\nexport * from './events'\n");
    writeFileSync(
      join(root, "__tests__/task.test.ts"),
      `import { expect, test } from 'vitest'\ntest("x", () => expect(1).toBe(1))\n`,
    );
    await add("command", "assign-task");
    expect(read("src/index.ts")).toBe(
      "export * from './task'\nexport * from './events'\nexport * from './assign-task'\n",
    );
    expect(read("__tests__/assign-task.test.ts")).toMatch(
      /^import \{ test \} from 'vitest'\nimport \{ given \} from 'evidentsource-functions\/testing'\n/,
    );
  });
});
