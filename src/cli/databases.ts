import type { Command } from "commander";
import type { DatabaseState } from "../client/databaseState.js";
import { messageOf, parseName } from "../domain/index.js";
import type { AddCommand } from "./addCommand.js";
import { EXIT } from "./exitCode.js";
import { onClient, type Readers } from "./onClient.js";
import { exactJson } from "./print/exactJson.js";
import { visible } from "./print/visible.js";
import { withServer } from "./serverOptions.js";
import { serverAddress, type ServerFlags } from "./serverTarget.js";
import { UsageError } from "./usageError.js";

type DatabasesFlags = ServerFlags & Readers;

/** `databases`: which there are on a server; `create` and `delete` make and remove one. */
export const addDatabasesCommand: AddCommand = (program, terminal, finish) => {
  const databases = withServer(program.command("databases"))
    .description("list the databases of a server, create or delete one")
    .option("--json", "print as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf databases\n  $ esf databases create bank\n  $ esf databases delete bank --url https://events.example.org",
    )
    .action(async (flags: DatabasesFlags) => {
      const code = await onClient(
        serverAddress(flags, terminal.env),
        terminal,
        flags,
        async (client) => {
          const names = [...(await client.list().all())].sort();
          if (flags.json === true) terminal.out(exactJson({ databases: names }));
          else for (const name of names) terminal.out(visible(name));
          return EXIT.ok;
        },
      );
      finish(code);
    });

  const change = (
    word: "create" | "delete",
    description: string,
    told: (state: DatabaseState) => string,
  ): void => {
    databases
      .command(`${word} <name>`)
      .description(description)
      .action(async (name: string, _own: object, command: Command) => {
        const flags = command.optsWithGlobals<DatabasesFlags>();
        checkName(name);
        const code = await onClient(
          serverAddress(flags, terminal.env),
          terminal,
          flags,
          async (client) => {
            const state = await client[word](name);
            terminal.out(flags.json === true ? exactJson(asJson(state)) : told(state));
            return EXIT.ok;
          },
        );
        finish(code);
      });
  };
  change("create", "make a database", ({ name }) => `created  ${visible(name)}`);
  change(
    "delete",
    "delete a database with all that it holds",
    ({ name, revision }) => `deleted  ${visible(name)}, which was at revision ${String(revision)}`,
  );
};

function checkName(name: string): void {
  try {
    parseName("database", name);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

const asJson = ({ name, createdAt, revision, revisionTimestamp }: DatabaseState): object => ({
  name,
  created_at: createdAt.toString(),
  revision,
  revision_timestamp: revisionTimestamp.toString(),
});
