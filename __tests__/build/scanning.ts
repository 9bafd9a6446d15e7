import type { EngineName } from "../../src/artifact/index.js";
import {
  QUICKJS_ENVIRONMENT,
  scanBundle,
  STARLINGMONKEY_ENVIRONMENT,
  type ScanResult,
} from "../../src/build/scan/index.js";

/**
 * Scans code in which comments such as `// own/x.js` say which file the following lines come from:
 * `src/…` is the project's, `own/…` this package's, anything else a dependency's.
 */
export function scan(
  code: string,
  kind: "state-view" | "state-change" = "state-change",
  engine: EngineName = "starlingmonkey",
): ScanResult {
  const files: (string | undefined)[] = [];
  let current: string | undefined = "src/code.ts";
  for (const line of code.split("\n")) {
    const [, file] = /^\/\/ (\S+\.\w+|nowhere)$/.exec(line) ?? [];
    if (file !== undefined) current = file === "nowhere" ? undefined : file;
    files.push(current);
  }
  return scanBundle({
    code,
    kind,
    environment: engine === "quickjs" ? QUICKJS_ENVIRONMENT : STARLINGMONKEY_ENVIRONMENT,
    locate: (line, column) => {
      const file = files[line - 1];
      return file === undefined ? undefined : { file, line, column };
    },
    isProjectFile: (file) => file.startsWith("src/"),
    isOwnFile: (file) => file.startsWith("own/"),
    derivesConditions: kind === "state-change",
  });
}

/** Severity and code of each diagnostic, with the first word of its cause. */
export function found(
  code: string,
  kind?: "state-view" | "state-change",
  engine?: EngineName,
): string[] {
  return scan(code, kind, engine).diagnostics.map(
    ({ severity, code: name, cause }) =>
      `${severity} ${name} ${cause.split(/ (?:does|gives|is|knows) /)[0] ?? ""}`,
  );
}
