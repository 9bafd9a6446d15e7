import { runCli } from "../../src/cli/program.js";
import { style, type Terminal } from "../../src/cli/terminal.js";

export interface TerminalOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface CapturingTerminal extends Terminal {
  readonly outLines: readonly string[];
  readonly noteLines: readonly string[];
}

/** A terminal without colours that keeps what is written. */
export function capturingTerminal({
  cwd = process.cwd(),
  env = {},
}: TerminalOptions = {}): CapturingTerminal {
  const outLines: string[] = [];
  const noteLines: string[] = [];
  return {
    outLines,
    noteLines,
    out: (line) => outLines.push(line),
    note: (line) => noteLines.push(line),
    style: style(false),
    env,
    cwd,
  };
}

/** Runs the program in this process, for what needs no bundler: rolldown refuses values of jest's realm. */
export async function cli(
  args: readonly string[],
  options: TerminalOptions = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const terminal = capturingTerminal(options);
  const code = await runCli(args, terminal);
  return { code, out: terminal.outLines.join("\n"), err: terminal.noteLines.join("\n") };
}
