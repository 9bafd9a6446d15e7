import { jest } from "@jest/globals";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SqliteDatabases } from "../../src/store/sqlite/index.js";
import { storeContract } from "./contract.js";

/** The laws make thousands of databases, and flushing a disk for each proves nothing. */
const PLACE = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

const folders: string[] = [];

jest.setTimeout(120_000);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

storeContract("the store in files of SQLite", () => {
  const folder = mkdtempSync(join(PLACE, "esf-sqlite-"));
  folders.push(folder);
  return { databases: new SqliteDatabases({ folder }) };
});
