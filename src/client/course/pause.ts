/** How long a caller waits between attempts. */
export interface BackOff {
  /** Milliseconds before the second attempt. */
  readonly first: number;
  /** The most milliseconds; each pause is twice the one before. */
  readonly longest: number;
}

/** The milliseconds before an attempt; a half of them is left to chance, so that callers do not come back all at once. */
export function pauseBefore(attempt: number, { first, longest }: BackOff): number {
  const whole = Math.min(longest, first * 2 ** Math.min(attempt - 1, 30));
  return whole / 2 + (Math.random() * whole) / 2;
}

/** Waits. @throws the signal's reason when it is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const aborted = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", aborted);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", aborted, { once: true });
  });
}
