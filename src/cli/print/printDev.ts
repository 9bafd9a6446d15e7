import type { Project } from "../../build/index.js";
import type { DecisionRecord, DevEvent } from "../../dev/index.js";
import { printDiagnostics, summarize } from "../diagnostics.js";
import { KEYS_HINT } from "../devKeys.js";
import { count, formatDuration } from "../quantities.js";
import type { Terminal } from "../terminal.js";
import { exactJson } from "./exactJson.js";

export interface DevPrinter {
  readonly emit: (event: DevEvent) => void;
  readonly showRefusal: (decision: DecisionRecord | undefined) => void;
}

/** So many names are listed. */
const NAMES = 8;

/** Prints what happens while a project is developed. */
export function devPrinter(terminal: Terminal, project: Project, json: boolean): DevPrinter {
  let isRefused = false;
  return {
    emit: (event) => {
      if (event.event === "live" || event.event === "refused")
        isRefused = event.event === "refused";
      if (json) terminal.out(oneLine(event));
      else print(event, terminal, project, isRefused);
    },
    showRefusal: (decision) => {
      showRefusal(decision, terminal);
    },
  };
}

const oneLine = (event: DevEvent): string =>
  JSON.stringify(event, (_key, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );

/** @param isRefused - the sources, as they are, are not live. */
function print(event: DevEvent, terminal: Terminal, { root }: Project, isRefused: boolean): void {
  const { out, note, style } = terminal;
  const label = (text: string): string => text.padEnd(10);
  switch (event.event) {
    case "ready":
      out(`${label("gRPC")}127.0.0.1:${String(event.grpc)}`);
      out(`${label("REST")}http://127.0.0.1:${String(event.http)}/api/v1/db/${event.database}`);
      out(`${label("data")}${event.store}`);
      if (process.stdin.isTTY) out(`${label("keys")}${KEYS_HINT}`);
      out("");
      return;
    case "saved":
      out(style.bold(`${time()}  ${listed(event.files)}`));
      return;
    case "live": {
      printDiagnostics(event.diagnostics, terminal);
      const names = event.definitions.map(({ name }) => name);
      const what = names.length === 0 ? "nothing changed" : listed(names);
      out(`  ${style.green(label("live"))}${what}  ${formatDuration(event.milliseconds)}`);
      return;
    }
    case "refused":
      printDiagnostics(event.diagnostics, terminal);
      note(
        `  ${style.red(label("refused"))}${summarize(event.diagnostics)}; what was live before goes on`,
      );
      return;
    case "not-built":
      note(
        `  ${style.red(label("not built"))}${event.world} ${event.name}; what was live before goes on`,
      );
      note(indent(event.reason));
      return;
    case "built":
      return;
    case "types":
      printDiagnostics(event.diagnostics, terminal);
      if (event.ok)
        out(`  ${style.green(label("types"))}no mistakes  ${formatDuration(event.milliseconds)}`);
      else
        note(
          `  ${style.red(label("types"))}${summarize(event.diagnostics)}${isRefused ? "" : "; types hold nothing back"}`,
        );
      return;
    case "specifications": {
      const files = count(event.files.length, "file");
      if (event.ok) {
        out(
          `  ${style.green(label("specs"))}${files} passed  ${formatDuration(event.milliseconds)}`,
        );
        return;
      }
      note(indent(event.output.replaceAll(`${root}/`, "").trimEnd()));
      note(`  ${style.red(label("specs"))}failed; ${listed(event.files)} ran`);
      return;
    }
    case "reset":
      out(`  ${label("reset")}${event.database} is empty`);
      return;
    case "note":
      note(`  ${style.yellow(label("note"))}${event.message}`);
      return;
    case "stopped":
      return;
  }
}

function showRefusal(decision: DecisionRecord | undefined, { out, style }: Terminal): void {
  if (decision === undefined) {
    out("no command was refused yet");
    return;
  }
  const { outcome, stateChange, revision, milliseconds, conditions, reads, attempts } = decision;
  const why =
    outcome.kind === "accepted"
      ? "accepted"
      : `${outcome.kind === "refused" ? outcome.refusal : outcome.code}: ${outcome.message}`;
  out(style.bold(`${stateChange}  ${why}`));
  out(
    `  decided at revision ${String(revision)} in ${formatDuration(milliseconds)}, ${count(attempts, "attempt")}`,
  );
  for (const { what, answer } of reads) out(`  read       ${what} → ${answer}`);
  for (const condition of conditions)
    out(`  condition  ${exactJson(condition).replaceAll(/\s+/g, " ")}`);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES).join(", ");
  return names.length > NAMES ? `${shown} and ${String(names.length - NAMES)} more` : shown;
}

const time = (): string => new Date().toTimeString().slice(0, 8);

const indent = (text: string): string =>
  text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
