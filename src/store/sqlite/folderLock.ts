import { join } from "node:path";
import { DatabaseError } from "../../database/index.js";
import { messageOf } from "../../domain/index.js";
import { sqliteDriver } from "./driver.js";

/** That this process, and no other, writes into a folder. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for this process. The lock is SQLite's own, on a file beside the databases, so the
 * operating system lets go of it however the process ends.
 * @throws DatabaseError `unavailable` when another process has it.
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, "owner.lock");
  const connection = sqliteDriver().open(path);
  try {
    connection.exec("pragma busy_timeout = 0; pragma journal_mode = delete; begin exclusive");
  } catch (error) {
    connection.close();
    throw new DatabaseError(
      "unavailable",
      `${folder} is in use by another process (${messageOf(error)}); stop that one, or name another folder. Several processes share a log in PostgreSQL`,
      { cause: error },
    );
  }
  return {
    release: () => {
      connection.close();
    },
  };
}
