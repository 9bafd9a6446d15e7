/**
 * Makes an error that says all in its message. The stack is what takes long about an error, many times as long as
 * the checks that it tells of, and inside a component nobody reads it.
 */
export function withoutStack<E extends Error>(make: () => E): E {
  const engine = Error as ErrorConstructor & { stackTraceLimit?: unknown };
  const limit = engine.stackTraceLimit;
  // Engines without it make their stacks.
  if (typeof limit !== "number") return make();
  try {
    engine.stackTraceLimit = 0;
    return make();
  } finally {
    engine.stackTraceLimit = limit;
  }
}
