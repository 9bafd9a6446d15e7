/**
 * The values of a source as they are when they are asked for: of those that came meanwhile, the last.
 * @param start - makes the source, which ends when the signal is aborted.
 */
export async function* newest<T>(
  start: (signal: AbortSignal) => AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const done = new AbortController();
  let waiting: { readonly value: T } | undefined;
  let end: { readonly error?: unknown } | undefined;
  let wake: () => void = () => undefined;
  const pump = async (): Promise<void> => {
    try {
      for await (const value of start(AbortSignal.any([signal, done.signal]))) {
        waiting = { value };
        wake();
      }
      end = {};
    } catch (error) {
      end = { error };
    }
    wake();
  };
  void pump();
  const state = (): { taken: typeof waiting; ended: typeof end } => {
    const taken = waiting;
    waiting = undefined;
    return { taken, ended: end };
  };
  try {
    for (;;) {
      const { taken, ended } = state();
      if (taken !== undefined) yield taken.value;
      else if (ended === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else if ("error" in ended) throw ended.error;
      else return;
    }
  } finally {
    done.abort();
  }
}
