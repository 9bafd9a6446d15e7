import { spawn } from "node:child_process";
import { resolve } from "node:path";

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with what stands on standard output, each time that there is more; may kill the program. */
  readonly onOutput?: (out: string, kill: (signal?: NodeJS.Signals) => void) => void;
}

const MAIN = resolve("dist/cli/main.js");

/** Runs the built program as a process of its own, without this machine's settings. */
export function builtCli(
  args: readonly string[],
  { cwd = ".", env = {}, onOutput }: CliOptions = {},
): Promise<CliResult> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith("EVIDENTSOURCE_") && name !== "NODE_OPTIONS",
    ),
  );
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd,
      env: { ...inherited, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      onOutput?.(out, (signal = "SIGKILL") => child.kill(signal));
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("error", failed);
    child.on("close", (code) => {
      done({ code, out, err });
    });
  });
}
