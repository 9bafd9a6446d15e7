import { InputStream, OutputStream } from "./io.js";
import type { StandardError } from "./standardError.js";
import { unmadeResource } from "./unmadeResource.js";

const NO_TERMINAL = (): undefined => undefined;

/** `wasi:cli`: no arguments, no environment, nothing to read; standard error is kept, standard output is not. */
export const cli = (standardError: StandardError) => ({
  "wasi:cli/environment": {
    getEnvironment: (): [] => [],
    getArguments: (): [] => [],
    initialCwd: (): undefined => undefined,
  },
  "wasi:cli/exit": {
    exit: ({ tag }: { tag: string }): never => exited(tag === "ok" ? 0 : 1),
    exitWithCode: exited,
  },
  "wasi:cli/stdin": { getStdin: () => new InputStream() },
  "wasi:cli/stdout": { getStdout: () => new OutputStream(() => undefined) },
  "wasi:cli/stderr": {
    getStderr: () =>
      new OutputStream((bytes) => {
        standardError.write(bytes);
      }),
  },
  "wasi:cli/terminal-input": { TerminalInput: unmadeResource() },
  "wasi:cli/terminal-output": { TerminalOutput: unmadeResource() },
  "wasi:cli/terminal-stdin": { getTerminalStdin: NO_TERMINAL },
  "wasi:cli/terminal-stdout": { getTerminalStdout: NO_TERMINAL },
  "wasi:cli/terminal-stderr": { getTerminalStderr: NO_TERMINAL },
});

function exited(code: number): never {
  throw new Error(`the component ended itself with exit code ${String(code)}`);
}
