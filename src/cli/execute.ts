import { encodeUtf8, parseRoughly } from "../codec/json.js";
import { isJsonContentType, messageOf } from "../domain/index.js";
import type { AddCommand } from "./addCommand.js";
import { parseDefinition } from "./definitionArgument.js";
import { EXIT } from "./exitCode.js";
import { parsePairs } from "./pairArguments.js";
import { parseRevision } from "./pointArguments.js";
import { onDatabase, type Readers } from "./onClient.js";
import { printCommit } from "./print/printCommit.js";
import { jsonOfPairs, quotingHint, readInput, textOf } from "./readInput.js";
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
    // All of them, to say what is wrong with several.
    .usage("[options] <command> [body]")
    .argument("[body...]", 'the command: JSON, a file, or - for standard input (default: "{}")')
    .option("--header <name=value>", "a header of the command; may be repeated", collect)
    .option("--content-type <type>", "of the body", "application/json")
    .option("--id <id>", "of the transaction: sent twice under one id it is committed once")
    .option("--last-seen <revision>", "what the sender has seen, for the decision")
    .option("--json", "print the outcome as JSON")
    .addHelpText(
      "after",
      `\nA refused command ends with exit code 3.\n\nExamples:\n  $ esf execute withdraw '{"account_id": "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10", "amount": 20}' --database bank\n  $ esf execute open-account@2 account.json --database bank --header x-owner=Ann`,
    )
    .action(async (command: string, bodies: readonly string[], flags: ExecuteFlags) => {
      const [body = "{}", ...more] = bodies;
      if (more.length > 0) throw new UsageError(tooMany(bodies));
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

/** Fields that stand one by one, or JSON that a shell has taken apart. */
function tooMany(bodies: readonly string[]): string {
  const json = jsonOfPairs(bodies);
  const instead = json === undefined ? "" : `: '${json}'`;
  return `the command is one argument, and there are ${String(bodies.length)}; give JSON in single quotes${instead}`;
}

/** The body to the letter; what is to be JSON and is none is a mistake here, not a refusal there. */
async function commandBody(
  body: string,
  contentType: string,
  terminal: Terminal,
): Promise<Uint8Array> {
  const json = jsonOfPairs([body]);
  const meant = json === undefined ? "" : `; as JSON this is '${json}'`;
  const input = await readInput(body, terminal, "the command", meant);
  if (!isJsonContentType(contentType)) return input.bytes;
  const text = textOf(input);
  try {
    parseRoughly(text, input.name);
  } catch (error) {
    throw new UsageError(`${messageOf(error)}${quotingHint(input)}`);
  }
  return encodeUtf8(text);
}
