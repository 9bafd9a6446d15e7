// A run for a terminal.
import { machineLine } from "./machine.js";
import { tablesOf } from "./tables.js";

export function report(results) {
  return [machineLine(results.machine), ...tablesOf(results).map(asText)].join("\n\n");
}

function asText({ title, head, rows }) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (line) =>
    line
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]),
      )
      .join("  ")
      .trimEnd();
  return [title, ...lines.map(pad)].join("\n");
}
