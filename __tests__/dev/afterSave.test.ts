import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AfterSave } from "../../src/dev/afterSave.js";
import type { DevEvent } from "../../src/dev/devEvent.js";

let root: string;
let after: AfterSave;
let events: DevEvent[];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "esf-after-save-")));
  writeFileSync(join(root, "package.json"), `{ "scripts": { "test": "node run.cjs" } }`);
  // Never ends as long as it may hang.
  writeFileSync(
    join(root, "run.cjs"),
    `const { existsSync, writeFileSync } = require("node:fs");
     writeFileSync("started", "");
     if (existsSync("hang")) setInterval(() => undefined, 1000);`,
  );
  for (const name of ["a", "b"]) writeFileSync(join(root, `${name}.test.js`), "");
  events = [];
  after = new AfterSave({
    project: { root, index: join(root, "index.js"), tsconfig: undefined, outDir: root },
    emit: (event) => events.push(event),
    env: process.env,
    ...{ types: true, specifications: true },
  });
});
afterEach(async () => {
  await after.stop();
  rmSync(root, { recursive: true, force: true });
});

const path = (name: string): string => join(root, name);

test("specifications that a save ends are run with those of that save", async () => {
  writeFileSync(path("hang"), "");
  const first = after.follow([path("a.test.js")], Promise.resolve());
  while (!existsSync(path("started"))) await sleep(20);
  rmSync(path("hang"));
  await after.follow([path("b.test.js")], Promise.resolve());
  await first;
  expect(events).toMatchObject([
    { event: "specifications", ok: true, files: ["a.test.js", "b.test.js"] },
  ]);
  await after.follow([path("b.test.js")], Promise.resolve());
  expect(events.at(-1)).toMatchObject({ files: ["b.test.js"] });
}, 60_000);

test("nothing runs until what is live is ready", async () => {
  let go = (): void => undefined;
  const ready = new Promise<void>((done) => (go = done));
  const followed = after.follow([path("a.test.js")], ready);
  await sleep(300);
  expect(existsSync(path("started"))).toBe(false);
  go();
  await followed;
  expect(events).toMatchObject([{ files: ["a.test.js"] }]);
}, 60_000);
