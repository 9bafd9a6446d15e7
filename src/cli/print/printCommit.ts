import type { Commit } from "../../client/commit.js";
import type { Connection } from "../../client/connection.js";
import type { Transaction } from "../../client/transaction.js";
import type { Readers } from "../onClient.js";
import type { Terminal } from "../terminal.js";
import { exactJson } from "./exactJson.js";
import { eventLine } from "./printEvent.js";
import { visible } from "./visible.js";

/** Prints what was committed, with its events where they can be read. */
export async function printCommit(
  { transaction, revision }: Commit,
  connection: Connection,
  { out, style }: Terminal,
  { json = false }: Readers,
): Promise<void> {
  if (json) {
    const { id, basis, recordedAt } = transaction ?? {};
    out(exactJson({ transaction: id, basis, revision, recorded_at: recordedAt?.toString() }));
    return;
  }
  if (transaction === undefined) {
    out(`${style.green("accepted")}  without events, at revision ${String(revision)}`);
    return;
  }
  out(
    `${style.green("committed")}  revision ${String(revision)}  transaction ${visible(transaction.id)}`,
  );
  const whole = await read(connection, transaction.id);
  for (const event of whole?.events ?? []) out(`  ${eventLine(event)}`);
}

/** It is committed, whatever becomes of the reading. */
async function read(connection: Connection, id: string): Promise<Transaction | undefined> {
  try {
    return await connection.transaction(id);
  } catch {
    return undefined;
  }
}
