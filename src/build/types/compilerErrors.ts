import type { SourceLocation } from "../../model/sourceLocation.js";

/** An error of the TypeScript compiler. */
export interface CompilerError {
  /** `TS2322`. */
  readonly code: string;
  readonly message: string;
  /** Absent for errors of the options. */
  readonly where: SourceLocation | undefined;
}

/** `src/a.ts(3,14): error TS2322: Type …`, without a place for errors of the options. */
const ERROR = /^(?:(.+)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;

/** Reads what `tsc --pretty false` prints; lines that are indented go on from the one before. */
export function compilerErrors(output: string): readonly CompilerError[] {
  const errors: CompilerError[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [, file, row, column, code = "", message = ""] = ERROR.exec(line) ?? [];
    const last = errors.at(-1);
    if (code !== "") {
      const where =
        file === undefined
          ? undefined
          : { file: file.replaceAll("\\", "/"), line: Number(row), column: Number(column) };
      errors.push({ code, message, where });
    } else if (last !== undefined && /^\s+\S/.test(line)) {
      errors[errors.length - 1] = { ...last, message: `${last.message} ${line.trim()}` };
    }
  }
  return errors;
}
