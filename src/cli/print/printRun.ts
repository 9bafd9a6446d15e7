import { count } from "../quantities.js";
import { unexpectedIn, type CommandReport, type RunReport, type ViewReport } from "../runReport.js";
import { table } from "../table.js";
import type { Terminal } from "../terminal.js";
import { JsonText, shownJson } from "./exactJson.js";
import { visible } from "./visible.js";

/** Prints what a command file led to: a table of its commands, then the views. */
export function printRun(report: RunReport, terminal: Terminal): void {
  const { out, note, style } = terminal;
  const { commands, views } = report;
  const rows = commands.map(({ line, command, outcome, expect = "", expected, ...told }) => [
    style.dim(String(line)),
    command,
    outcome === "accepted" ? style.green(outcome) : style.yellow(outcome),
    `${describeOutcome(told)}${expected ? "" : style.red(`  (expected ${expect})`)}`,
  ]);
  for (const line of table([["line", "command", "outcome", ""].map(style.bold), ...rows], [0]))
    out(line);
  const accepted = commands.filter(({ outcome }) => outcome === "accepted").length;
  out("");
  out(
    `${count(commands.length, "command")}: ${String(accepted)} accepted, ${String(commands.length - accepted)} refused`,
  );
  for (const view of views) printView(view, terminal);
  const unexpected = unexpectedIn(report);
  if (unexpected > 0) note(`${count(unexpected, "outcome")} other than expected`);
}

function describeOutcome({ events = [], message }: Pick<CommandReport, "events" | "message">) {
  if (message !== undefined) return visible(message);
  if (events.length === 0) return "no events";
  return events.map(({ type, revision }) => `${visible(type)} @${String(revision)}`).join(", ");
}

function printView(
  { view, parameters, state, revision, error }: ViewReport,
  { out, note, style }: Terminal,
): void {
  const values = Object.entries(parameters).map(([name, value]) =>
    visible(`${name}=${value ?? "(none)"}`),
  );
  out("");
  out(
    `${style.bold(view)} ${values.join(" ")}${revision === undefined ? "" : style.dim(`  revision ${String(revision)}`)}`,
  );
  if (error !== undefined) note(`${style.red("error:")} ${visible(error)}`);
  else if (state instanceof JsonText) out(shownJson(state.text));
  else out(typeof state === "string" ? visible(state) : style.dim("no state"));
}
