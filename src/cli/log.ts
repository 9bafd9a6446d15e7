import type { AddCommand } from "./addCommand.js";
import { EXIT } from "./exitCode.js";
import { onDatabase, type Readers } from "./onClient.js";
import { parseRevision } from "./pointArguments.js";
import { printTransaction } from "./print/printTransaction.js";
import { withDatabase } from "./serverOptions.js";
import { serverTarget, type ServerFlags } from "./serverTarget.js";
import { untilLeft } from "./untilLeft.js";

interface LogFlags extends ServerFlags, Readers {
  readonly from: string;
  readonly follow?: boolean;
}

/** `log`: a database's transactions, in their order. */
export const addLogCommand: AddCommand = (program, terminal, finish) => {
  withDatabase(program.command("log"))
    .description("print the transactions of a database, the oldest first")
    .option("--from <revision>", "from the transaction on that includes this revision", "0")
    .option("-f, --follow", "go on with what is committed later, until Ctrl+C")
    .option("--json", "print each transaction as JSON on a line")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf log --database bank\n  $ esf log --database bank --from 100 --follow --json",
    )
    .action(async (flags: LogFlags) => {
      const target = serverTarget(flags, terminal.env);
      const from = parseRevision("--from", flags.from);
      const { follow = false } = flags;
      const code = await onDatabase(target, terminal, flags, async (connection) => {
        const show = async (signal?: AbortSignal): Promise<void> => {
          for await (const transaction of connection.log(from, { follow, signal }))
            printTransaction(transaction, terminal, flags);
        };
        await (follow ? untilLeft(show) : show());
        return EXIT.ok;
      });
      finish(code);
    });
};
