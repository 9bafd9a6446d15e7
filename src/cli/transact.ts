import type { AddCommand } from "./addCommand.js";
import { EXIT } from "./exitCode.js";
import { onDatabase, type Readers } from "./onClient.js";
import { printCommit } from "./print/printCommit.js";
import { sentTransaction } from "./sentTransaction.js";
import { withDatabase } from "./serverOptions.js";
import { serverTarget, type ServerFlags } from "./serverTarget.js";

interface TransactFlags extends ServerFlags, Readers {
  readonly id?: string;
  readonly message?: string;
}

/** `transact`: events, all or none, if their conditions hold. */
export const addTransactCommand: AddCommand = (program, terminal, finish) => {
  withDatabase(program.command("transact"))
    .description("append events to a database of a server, if their conditions hold")
    .argument(
      "<events>",
      'JSON, a file, or - for standard input: an event, or several as an array or one on a line, in the JSON of CloudEvents; or {"events": […], "conditions": […]}',
    )
    .option("--id <id>", "of the transaction: sent twice under one id it is committed once")
    .option("--message <text>", "what is to be said of the transaction")
    .option("--json", "print the outcome as JSON")
    .addHelpText(
      "after",
      '\nAn event\'s "source" is its stream; events that esf query --json wrote can be sent as they are.\nConditions are {"max": {"selector": …, "revision": "0"}}, {"min": …} and {"range": {"selector": …, "min", "max"}}.\n\nExamples:\n  $ esf transact events.json --database bank\n  $ esf transact - --database bank --id import-17 < events.json',
    )
    .action(async (given: string, flags: TransactFlags) => {
      const target = serverTarget(flags, terminal.env);
      const sent = await sentTransaction(given, terminal);
      const code = await onDatabase(target, terminal, flags, async (connection) => {
        const { events, conditions, id, ...metadata } = sent;
        const commit = await connection.transact(events, conditions, {
          ...metadata,
          transactionId: flags.id ?? id,
          commitMessage: flags.message ?? metadata.commitMessage,
        });
        await printCommit(commit, connection, terminal, flags);
        return EXIT.ok;
      });
      finish(code);
    });
};
