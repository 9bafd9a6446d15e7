import { accessSync, constants, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { writeWhole } from "../artifact/index.js";
import { messageOf } from "../domain/messageOf.js";
import { UsageError } from "./usageError.js";

/** What whoever starts a server wants to know of it. */
export interface Ports {
  readonly grpcPort: number;
  readonly httpPort: number;
}

/**
 * Where the ports shall be written, if anywhere.
 * @throws UsageError before anything is started, when nothing can be written there.
 */
export function portsPlace(file: string | undefined, cwd: string): string | undefined {
  if (file === undefined) return undefined;
  const path = resolve(cwd, file);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`--ports-file: ${file} is a folder; name a file`);
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`--ports-file: ${file} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  }
  return path;
}

/** Tells the ports, and whose they are. Whoever waits for the file finds all of it. */
export async function writePortsFile(file: string, { grpcPort, httpPort }: Ports): Promise<void> {
  const content = { grpc: grpcPort, http: httpPort, pid: process.pid };
  await writeWhole(file, `${JSON.stringify(content)}\n`);
}

/** Nobody listens any more. */
export const removePortsFile = (file: string): Promise<void> => rm(file, { force: true });
