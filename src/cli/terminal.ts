import { styleText } from "node:util";
import { visibleLines } from "./print/visible.js";

/** Where the program writes, and how. */
export interface Terminal {
  /** A line of the result, on standard output. */
  readonly out: (line: string) => void;
  /** A line about the run itself, on standard error. */
  readonly note: (line: string) => void;
  readonly style: Style;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Wraps a text in the codes of a style, or leaves it as it is. */
export type Paint = (text: string) => string;

export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
}

/** The terminal of a process; colours only where they are seen and not refused (no-color.org). */
export function terminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process;
  const colours = stdout.isTTY && (env["NO_COLOR"] ?? "") === "";
  return {
    out: (line) => stdout.write(`${harmless(line, colours)}\n`),
    note: (line) => stderr.write(`${harmless(line, colours)}\n`),
    style: style(colours),
    env,
    cwd: process.cwd(),
  };
}

/** What {@link style} writes. */
const ESCAPE = "\u001b";
const COLOUR = new RegExp(`(${ESCAPE}\\[[0-9]{1,2}m)`);

/**
 * The last guard before the terminal: whatever a text of others brought into a line, only line breaks,
 * tabs and the program's own colours take effect.
 */
export function harmless(text: string, colours: boolean): string {
  if (!colours) return visibleLines(text);
  return text
    .split(COLOUR)
    .map((part, index) => (index % 2 === 1 ? part : visibleLines(part)))
    .join("");
}

export function style(colours: boolean): Style {
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colours ? styleText(format, text) : text;
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    green: paint("green"),
    yellow: paint("yellow"),
  };
}
