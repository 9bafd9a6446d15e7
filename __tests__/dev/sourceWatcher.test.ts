import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SourceWatcher } from "../../src/dev/watch/sourceWatcher.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "esf-watcher-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test("a save is told once, with what has changed", async () => {
  const told: (readonly string[])[] = [];
  const watcher = new SourceWatcher((paths) => told.push(paths));
  await watcher.follow([], [root]);
  writeFileSync(join(root, "a.ts"), "1");
  while (told.length === 0) await sleep(10);
  watcher.stop();
  expect(told).toEqual([[join(root, "a.ts")]]);
});

test("what is stopped while it looks for folders watches none", async () => {
  const told: (readonly string[])[] = [];
  const watcher = new SourceWatcher((paths) => told.push(paths));
  const following = watcher.follow([], [root]);
  watcher.stop();
  await following;
  writeFileSync(join(root, "a.ts"), "1");
  await sleep(200);
  expect(told).toEqual([]);
});
