// A run for docs/performance.md.
import { machineLine } from "./machine.js";
import { tablesOf } from "./tables.js";

export function markdown(results) {
  return [
    `Measured on: ${machineLine(results.machine)}.`,
    ...tablesOf(results).map(asMarkdown),
  ].join("\n\n");
}

function asMarkdown({ title, head, rows }) {
  const row = (cells) => `| ${cells.join(" | ")} |`;
  return [`### ${title}`, "", row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}
