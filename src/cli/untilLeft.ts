/** Runs what goes on without end until the process is told to end, or nobody reads its output any more. */
export async function untilLeft(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const leaving = new AbortController();
  const leave = (): void => {
    leaving.abort();
  };
  process.on("SIGINT", leave);
  process.on("SIGTERM", leave);
  process.stdout.on("error", leave);
  try {
    await run(leaving.signal);
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
  } finally {
    process.off("SIGINT", leave);
    process.off("SIGTERM", leave);
    process.stdout.off("error", leave);
  }
}
