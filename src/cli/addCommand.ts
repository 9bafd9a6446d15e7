import type { Command } from "commander";
import type { ExitCode } from "./exitCode.js";
import type { Terminal } from "./terminal.js";

/** Adds one command to the program; the action's exit code becomes the program's. */
export type AddCommand = (
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
) => void;
