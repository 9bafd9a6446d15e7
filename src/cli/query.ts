import { eventToJson } from "../protocol/json/eventToJson.js";
import type { AddCommand } from "./addCommand.js";
import { EXIT } from "./exitCode.js";
import { onDatabase, type Readers } from "./onClient.js";
import { parseRevision, seenFrom, type PointFlags } from "./pointArguments.js";
import { lineJson } from "./print/exactJson.js";
import { eventLine } from "./print/printEvent.js";
import { selectorOf, type SelectorFlags } from "./selectorArguments.js";
import { collect, withDatabase } from "./serverOptions.js";
import { serverTarget, type ServerFlags } from "./serverTarget.js";
import { UsageError } from "./usageError.js";

interface QueryFlags extends ServerFlags, Readers, PointFlags, SelectorFlags {
  readonly from?: string;
  readonly limit?: string;
  readonly reverse?: boolean;
  readonly byTime?: boolean;
}

/** `query`: the events that a selector selects. */
export const addQueryCommand: AddCommand = (program, terminal, finish) => {
  withDatabase(program.command("query"))
    .description("print the events of a database that are selected")
    .option("--stream <name>", "events of this stream; may be repeated, for any of them", collect)
    .option("--subject <text>", "events about this subject; may be repeated", collect)
    .option("--type <type>", "events of this type; may be repeated", collect)
    .option("--stream-prefix <text>", "of streams that start so; may be repeated", collect)
    .option("--subject-prefix <text>", "about subjects that start so; may be repeated", collect)
    .option("--type-prefix <text>", "of types that start so; may be repeated", collect)
    .option("--without-subject", "events that have no subject")
    .option("--selector <json>", "a selector, as in publishing metadata")
    .option("--from <revision>", "not before this revision")
    .option("--at <revision>", "the database at this revision")
    .option("--as-of <instant>", "only what takes effect up to this instant")
    .option("--limit <number>", "at most so many")
    .option("--reverse", "the last first")
    .option("--by-time", "in the order of effective time")
    .option("--json", "print each event as JSON on a line (CloudEvents)")
    .addHelpText(
      "after",
      "\nWhat is said of stream, subject and type must all hold.\n\nExamples:\n  $ esf query --database bank --stream accounts --type account.opened --type account.closed\n  $ esf query --database bank --type-prefix account. --reverse --limit 10 --json",
    )
    .action(async (flags: QueryFlags) => {
      const target = serverTarget(flags, terminal.env);
      const selector = selectorOf(flags);
      const limit = limitOf(flags.limit);
      const range = rangeOf(flags);
      const code = await onDatabase(target, terminal, flags, async (connection) => {
        const seen = await seenFrom(connection, flags);
        const direction = flags.reverse === true ? "reverse" : "forward";
        for await (const event of seen.query(selector, { limit, direction, range }))
          terminal.out(flags.json === true ? lineJson(eventToJson(event)) : eventLine(event));
        return EXIT.ok;
      });
      finish(code);
    });
};

function rangeOf({ from, byTime }: QueryFlags) {
  if (byTime === true) {
    if (from !== undefined)
      throw new UsageError("--from is a revision, and --by-time has no order of revisions");
    return { by: "effective-time" } as const;
  }
  return from === undefined
    ? undefined
    : ({ by: "revision", startAt: parseRevision("--from", from) } as const);
}

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--limit is no whole number: ${JSON.stringify(text)}`);
}
