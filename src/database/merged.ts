/** A sequence with the value that it gives next. */
interface Cursor<T> {
  readonly values: Iterator<T>;
  next: T;
}

/**
 * The values of several sequences, each in order, as one in order; a value that several have comes once.
 * @param compare 0 for one and the same value only
 */
export function merged<T>(
  sequences: readonly Iterator<T>[],
  compare: (a: T, b: T) => number,
): Iterable<T> {
  const [only] = sequences;
  return only !== undefined && sequences.length === 1
    ? { [Symbol.iterator]: () => only }
    : untilLeft(sequences, compare);
}

/** Whoever leaves it lets go of all sequences. */
function* untilLeft<T>(
  sequences: readonly Iterator<T>[],
  compare: (a: T, b: T) => number,
): Generator<T> {
  try {
    yield* mergedByHeap(sequences, compare);
  } finally {
    for (const sequence of sequences) sequence.return?.();
  }
}

function* mergedByHeap<T>(
  sequences: readonly Iterator<T>[],
  compare: (a: T, b: T) => number,
): Generator<T> {
  /** A heap: no cursor comes before the one at half its index. */
  const heap: Cursor<T>[] = [];
  const isBefore = (a: Cursor<T>, b: Cursor<T>): boolean => compare(a.next, b.next) < 0;

  const sink = (from: number): void => {
    for (let at = from; ;) {
      const cursor = heap[at];
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        const [candidate, best] = [heap[child], heap[least]];
        if (candidate !== undefined && best !== undefined && isBefore(candidate, best))
          least = child;
      }
      const smallest = heap[least];
      if (least === at || cursor === undefined || smallest === undefined) return;
      heap[at] = smallest;
      heap[least] = cursor;
      at = least;
    }
  };

  for (const values of sequences) {
    const result = values.next();
    if (result.done !== true) heap.push({ values, next: result.value });
  }
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(at);

  let latest: { readonly value: T } | undefined;
  for (;;) {
    const top = heap[0];
    if (top === undefined) return;
    if (latest === undefined || compare(latest.value, top.next) !== 0) {
      latest = { value: top.next };
      yield top.next;
    }
    const result = top.values.next();
    if (result.done === true) {
      const end = heap.pop();
      if (end !== undefined && heap.length > 0) heap[0] = end;
    } else {
      top.next = result.value;
    }
    sink(0);
  }
}
