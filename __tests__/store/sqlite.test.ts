import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SqliteDatabases } from "../../src/store/sqlite/index.js";
import { openReader } from "../../src/store/sqlite/openReader.js";
import { storeContract } from "./contract.js";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

storeContract("the store in files of SQLite", () => {
  const folder = mkdtempSync(join(tmpdir(), "esf-sqlite-"));
  folders.push(folder);
  return { databases: new SqliteDatabases({ folder }) };
});
