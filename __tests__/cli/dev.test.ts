import { spawn, type ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { DevEvent } from "../../src/dev/index.js";
import { writeProject } from "../../bench/generatedProject.js";

let folder: string;
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "esf-dev-cli-")));
  writeProject(folder, 5);
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** `esf dev --json`, with its events as they come. */
function startDev() {
  const args = ["--json", "--in-memory", "--no-types", "--http-port", "0", "--grpc-port", "0"];
  const child = spawn(
    process.execPath,
    [resolve("dist/cli/main.js"), "dev", "--database", "test", ...args],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  running.add(child);
  const events: DevEvent[] = [];
  let wake = (): void => undefined;
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    events.push(...lines.map((line) => JSON.parse(line) as DevEvent));
    wake();
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const next = async <K extends DevEvent["event"]>(kind: K): Promise<DevEvent & { event: K }> => {
    for (;;) {
      const at = events.findIndex(({ event }) => event === kind);
      if (at >= 0) return events.splice(0, at + 1).at(-1) as DevEvent & { event: K };
      await new Promise<void>((done) => (wake = done));
    }
  };
  return { next, stop: () => (child.kill("SIGINT"), ended) };
}

test("a save is live, a mistake leaves what was live, and nothing is left behind", async () => {
  const { next, stop } = startDev();
  const { http } = await next("ready");
  await next("live");
  const send = async (): Promise<string> => {
    const url = `http://127.0.0.1:${String(http)}/api/v1/db/test/state-changes/change-area0/versions/1`;
    const body = JSON.stringify({ item_id: "i", amount: 1 });
    const headers = { "content-type": "application/json" };
    return (await fetch(url, { method: "POST", headers, body })).text();
  };
  expect(await send()).toMatch(/item i/);
  const command = join(folder, "src/area0/change.ts");
  const text = readFileSync(command, "utf8");
  writeFileSync(command, text.replace("item ${", "thing ${"));
  expect(await next("live")).toMatchObject({
    definitions: [{ world: "state-change", name: "change-area0" }],
  });
  expect(await send()).toMatch(/thing i/);
  const fails = "get never(): string { return (undefined as unknown as Date).toISOString(); }";
  const failing = text
    .replace("@Decide()", `${fails}\n  @Decide()`)
    .replace("item ${", "${this.never} ${");
  writeFileSync(command, failing);
  await next("live");
  expect(await send()).toMatch(/internal.*src\/area0\/change\.ts:\d+/);
  writeFileSync(command, text.replace("item ${", "thing ${"));
  await next("live");
  // What an editor keeps beside a file is no save.
  writeFileSync(join(folder, "src/area0/.change.ts.swp"), "");
  writeFileSync(command, text.replace("@Decide()", "@Decide( {{"));
  expect((await next("saved")).files).toEqual(["src/area0/change.ts"]);
  const refused = await next("refused");
  expect(refused.diagnostics[0]?.where).toMatchObject({ file: "src/area0/change.ts" });
  expect(await send()).toMatch(/thing i/);
  writeFileSync(command, text);
  await next("live");
  expect(await send()).toMatch(/item i/);
  const manifest = join(folder, "package.json");
  const whole = readFileSync(manifest, "utf8");
  writeFileSync(manifest, `{${whole}`);
  expect((await next("note")).message).toMatch(/^package\.json cannot be read: /);
  expect(await send()).toMatch(/item i/);
  writeFileSync(manifest, whole);
  await next("live");
  expect(await stop()).toBe(0);
  expect(existsSync(join(folder, "dist"))).toBe(false);
}, 240_000);

test("a save of what only specifications import runs those that do", async () => {
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
  };
  mkdirSync(join(folder, "__tests__"));
  write("package.json", `{ "type": "module", "scripts": { "test": "echo ran" } }`);
  write("__tests__/amounts.ts", "export const AMOUNT = 1;\n");
  write("__tests__/one.test.ts", `import { AMOUNT } from "./amounts.js";\nvoid AMOUNT;\n`);
  write("__tests__/other.test.ts", "export {};\n");
  const { next, stop } = startDev();
  await next("live");
  await next("built");
  write("__tests__/amounts.ts", "export const AMOUNT = 2;\n");
  expect((await next("saved")).files).toEqual(["__tests__/amounts.ts"]);
  expect((await next("specifications")).files).toEqual(["__tests__/one.test.ts"]);
  write("__tests__/other.test.ts", "export const other = 1;\n");
  expect((await next("saved")).files).toEqual(["__tests__/other.test.ts"]);
  expect((await next("specifications")).files).toEqual(["__tests__/other.test.ts"]);
  expect(await stop()).toBe(0);
}, 240_000);
