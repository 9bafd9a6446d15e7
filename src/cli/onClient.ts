import { connect } from "../client/rest/index.js";
import type { Client, Connection } from "../client/types.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { callFailure } from "./callFailure.js";
import { exactJson } from "./print/exactJson.js";
import { printFailure } from "./print/printFailure.js";
import type { PublishingTarget, ServerAddress } from "./serverTarget.js";
import type { Terminal } from "./terminal.js";

/** Whether people or programs read what is written. */
export interface Readers {
  readonly json?: boolean;
}

/**
 * Does something with a client of a server. Whatever the server, or the way to it, refuses is told in
 * one line, or as JSON, and is an exit code; all else is thrown on.
 */
export async function onClient(
  { url, token, patience }: ServerAddress,
  terminal: Terminal,
  { json = false }: Readers,
  act: (client: Client) => Promise<ExitCode>,
): Promise<ExitCode> {
  const client = connect(url, { token, deadline: patience });
  try {
    return await act(client);
  } catch (error) {
    const failure = callFailure(error);
    if (failure === undefined) throw error;
    if (json) terminal.out(exactJson({ error: failure }));
    else printFailure(failure, terminal);
    return EXIT.server;
  } finally {
    client.close();
  }
}

/** As {@link onClient}, with one of the server's databases. */
export const onDatabase = (
  target: PublishingTarget,
  terminal: Terminal,
  readers: Readers,
  act: (connection: Connection) => Promise<ExitCode>,
): Promise<ExitCode> =>
  onClient(target, terminal, readers, async (client) => act(await client.connect(target.database)));
