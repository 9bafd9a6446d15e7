import { encodeUtf8, parseRoughly } from "../codec/json.js";
import { isJsonContentType, messageOf } from "../domain/index.js";
import type { AddCommand } from "./addCommand.js";
import { parseDefinition } from "./definitionArgument.js";
import { EXIT } from "./exitCode.js";
import { parsePairs } from "./pairArguments.js";
import { parseRevision } from "./pointArguments.js";
import { onDatabase, type Readers } from "./onClient.js";
import { printCommit } from "./print/printCommit.js";
import { readInput, readText } from "./readInput.js";
import { collect, withDatabase } from "./serverOptions.js";
import { serverTarget, type ServerFlags } from "./serverTarget.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

interface ExecuteFlags extends ServerFlags, Readers {
  readonly header?: readonly string[];
  readonly contentType: string;
  readonly id?: string;
  readonly lastSeen?: string;
}

/** `execute`: one command, decided by a server. */
export const addExecuteCommand: AddCommand = (program, terminal, finish) => {
  withDatabase(program.command("execute"))
    .description("send a command to a server")
    .argument("<command>", "the state change, withdraw, or one version of it, withdraw@2")
    .argument("[body]", "the command: JSON, a file, or - for standard input", "{}")
    .option("--header <name=value>", "a header of the command; may be repeated", collect)
    .option("--content-type <type>", "of the body", "application/json")
    .option("--id <id>", "of the transaction: sent twice under one id it is committed once")
    .option("--last-seen <revision>", "what the sender has seen, for the decision")
    .option("--json", "print the outcome as JSON")
    .addHelpText(
      "after",
      `\nA refused command ends with exit code 3.\n\nExamples:\n  $ esf execute withdraw '{"account_id": "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10", "amount": 20}' --database bank\n  $ esf execute open-account@2 account.json --database bank --header x-owner=Ann`,
    )
    .action(async (command: string, body: string, flags: ExecuteFlags) => {
      const { name, version } = parseDefinition(command);
      const { contentType, id, lastSeen, header = [] } = flags;
      const target = serverTarget(flags, terminal.env);
      const headers = Object.fromEntries(parsePairs("--header", header));
      const lastSeenRevision =
        lastSeen === undefined ? undefined : parseRevision("--last-seen", lastSeen);
      const bytes = await commandBody(body, contentType, terminal);
      const code = await onDatabase(target, terminal, flags, async (connection) => {
        const commit = await connection.execute(name, bytes, {
          version,
          headers,
          contentType,
          transactionId: id,
          lastSeenRevision,
        });
        await printCommit(commit, connection, terminal, flags);
        return EXIT.ok;
      });
      finish(code);
    });
};

/** The body to the letter; what is to be JSON and is none is a mistake here, not a refusal there. */
async function commandBody(
  body: string,
  contentType: string,
  terminal: Terminal,
): Promise<Uint8Array> {
  const isHere = /^\s*[{[]/.test(body);
  if (!isJsonContentType(contentType)) return isHere ? encodeUtf8(body) : readInput(body, terminal);
  const text = isHere ? body : await readText(body, terminal);
  try {
    parseRoughly(text, isHere ? "the command" : body);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
  return encodeUtf8(text);
}
