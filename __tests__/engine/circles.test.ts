import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { circlesOf } from "../../scripts/circlesOf.js";
import { rustModules } from "../../scripts/rustModules.js";

const engine = join(dirname(fileURLToPath(import.meta.url)), "../../engine/src");

test("no module of the engine uses one that uses it", () => {
  const modules = rustModules(engine);
  expect([...modules.values()].reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(100);
  expect(circlesOf(modules)).toEqual([]);
});

describe("uses in Rust", () => {
  const folder = mkdtempSync(join(tmpdir(), "rust-modules-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("are found in every form of a path, and circles of them", () => {
    mkdirSync(join(folder, "natives"));
    const sources = {
      "value.rs": "use crate::{memory, natives::{self, text::{Text, Other}}};",
      "memory.rs": "// use crate::value;\nfn f() { crate::record::read(1) }",
      "record.rs": "",
      "natives/mod.rs": "mod text;\npub use self::text::Text;",
      "natives/text.rs": "use super::super::value::Value;",
    };
    for (const [file, text] of Object.entries(sources)) writeFileSync(join(folder, file), text);
    const modules = rustModules(folder);
    expect(Object.fromEntries([...modules].map(([name, used]) => [name, [...used]]))).toEqual({
      value: ["memory", "natives", "natives::text"],
      memory: ["record"],
      record: [],
      natives: ["natives::text"],
      "natives::text": ["value"],
    });
    expect(circlesOf(modules)).toContainEqual(["value", "natives", "natives::text"]);
  });
});
