/**
 * Lets a program go on whose output nobody reads any more, as under `| head`: what it writes from then
 * on is dropped. Any other failure, such as a full disk, is told and is the program's.
 */
export function keepWriting(process: NodeJS.Process): void {
  for (const [name, stream] of [
    ["output", process.stdout],
    ["error output", process.stderr],
  ] as const) {
    let failed = false;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (failed || NOBODY_READS.has(error.code ?? "")) return;
      failed = true;
      if (stream !== process.stderr)
        process.stderr.write(`error: the ${name} cannot be written: ${error.message}\n`);
      process.once("exit", (code) => {
        process.exitCode = code === 0 ? 1 : code;
      });
    });
  }
}

const NOBODY_READS: ReadonlySet<string> = new Set(["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED"]);
