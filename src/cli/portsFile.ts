import { rm } from "node:fs/promises";
import { writeWhole } from "../artifact/index.js";

/** What whoever starts a server wants to know of it. */
export interface Ports {
  readonly grpcPort: number;
  readonly httpPort: number;
}

/** Tells the ports, and whose they are. Whoever waits for the file finds all of it. */
export async function writePortsFile(file: string, { grpcPort, httpPort }: Ports): Promise<void> {
  const content = { grpc: grpcPort, http: httpPort, pid: process.pid };
  await writeWhole(file, `${JSON.stringify(content)}\n`);
}

/** Nobody listens any more. */
export const removePortsFile = (file: string): Promise<void> => rm(file, { force: true });
