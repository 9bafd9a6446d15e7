import { decodeUtf8, parseRoughly } from "../codec/json.js";
import { isJsonContentType } from "../domain/index.js";
import type { ViewState } from "../client/viewState.js";
import type { AddCommand } from "./addCommand.js";
import { parseDefinition } from "./definitionArgument.js";
import { EXIT } from "./exitCode.js";
import { onDatabase, type Readers } from "./onClient.js";
import { parsePairs } from "./pairArguments.js";
import { seenFrom, type PointFlags } from "./pointArguments.js";
import { exactJson, JsonText, shownJson } from "./print/exactJson.js";
import { visible } from "./print/visible.js";
import { withDatabase } from "./serverOptions.js";
import { serverTarget, type ServerFlags } from "./serverTarget.js";
import type { Terminal } from "./terminal.js";
import { viewParameters } from "./viewParameters.js";

interface ViewFlags extends ServerFlags, Readers, PointFlags {}

/** `view`: a view's state, as a server folds it. */
export const addViewCommand: AddCommand = (program, terminal, finish) => {
  withDatabase(program.command("view"))
    .description("show a state view of a database on a server")
    .argument("<view>", "the state view, account-summary, or one version of it, account-summary@2")
    .argument(
      "[parameters...]",
      "name=value; subject.name=value where the server does not tell what it stands for",
    )
    .option("--at <revision>", "the database at this revision")
    .option("--as-of <instant>", "only what takes effect up to this instant")
    .option("--json", "print state and revisions as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf view account-summary account_id=7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10 --database bank\n  $ esf view account-summary account_id=7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10 --database bank --as-of 2026-01-31T00:00:00Z",
    )
    .action(async (view: string, parameters: readonly string[], flags: ViewFlags) => {
      const named = parseDefinition(view);
      const target = serverTarget(flags, terminal.env);
      const pairs = parsePairs("the parameters", parameters);
      const code = await onDatabase(target, terminal, flags, async (connection) => {
        const attributes = await viewParameters(target, named, pairs);
        const seen = await seenFrom(connection, flags);
        const { version } = named;
        print(await seen.viewState(named.name, attributes, { version }), terminal, flags);
        return EXIT.ok;
      });
      finish(code);
    });
};

function print(state: ViewState, { out, note, style }: Terminal, { json = false }: Readers): void {
  const { revision, lastModifiedRevision, contentType } = state;
  const content = contentOf(state);
  if (json) {
    out(
      exactJson({
        state: content ?? null,
        revision,
        last_modified_revision: lastModifiedRevision,
        content_type: contentType,
      }),
    );
    return;
  }
  if (content instanceof JsonText) out(shownJson(content.text));
  else out(content === undefined ? style.dim("no state") : visible(content));
  note(
    style.dim(
      `revision ${String(revision)}, last changed by revision ${String(lastModifiedRevision)}`,
    ),
  );
}

/** JSON as it is stored, other text as a string, and what is no text in Base64. */
function contentOf({ content, contentType }: ViewState): JsonText | string | undefined {
  if (content === undefined) return undefined;
  try {
    const text = decodeUtf8(content, "the state");
    if (contentType !== undefined && !isJsonContentType(contentType)) return text;
    parseRoughly(text, "the state");
    return new JsonText(text);
  } catch {
    return Buffer.from(content).toString("base64");
  }
}
