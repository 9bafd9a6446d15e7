import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runningServer, type ServerProcess } from "./runningServer.js";

/** What the tests of one file share: a server with the savings account in its database `bank`, and a folder. */
export function bankServer(): { readonly url: string; readonly folder: string } {
  let server: ServerProcess;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "esf-bank-"));
    server = await runningServer([
      ...["--in-memory", "--publish", "examples/savings-account/dist", "--database", "bank"],
    ]);
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  return {
    get url() {
      return server.url;
    },
    get folder() {
      return folder;
    },
  };
}
