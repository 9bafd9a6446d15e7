/** Deeper arguments are told no further. */
const MAX_LEVELS = 6;

/**
 * A rule's argument as far as JSON can carry it: functions, patterns and what else JSON does not know by
 * their text, and what holds itself cut off. Never throws.
 */
export function plainArgument(argument: unknown, around: readonly object[] = []): unknown {
  switch (typeof argument) {
    case "bigint":
    case "symbol":
      return String(argument);
    case "function":
      return `function ${argument.name}`;
    case "number":
      return Number.isFinite(argument) ? argument : String(argument);
    case "object":
      try {
        return argument === null ? null : plainObject(argument, around);
      } catch {
        return "[unreadable]";
      }
    default:
      return argument;
  }
}

function plainObject(argument: object, around: readonly object[]): unknown {
  if (argument instanceof RegExp) return String(argument);
  if (argument instanceof Date)
    return Number.isNaN(argument.getTime()) ? "Invalid Date" : argument.toISOString();
  if (around.includes(argument)) return "[circular]";
  if (around.length >= MAX_LEVELS) return "…";
  const inside = [...around, argument];
  if (Array.isArray(argument) || argument instanceof Set)
    return Array.from(argument as Iterable<unknown>, (item) => plainArgument(item ?? null, inside));
  const entries: Iterable<readonly [unknown, unknown]> =
    argument instanceof Map ? (argument as Map<unknown, unknown>) : Object.entries(argument);
  return Object.fromEntries(
    Array.from(entries, ([key, item]) => [String(key), plainArgument(item, inside)] as const),
  );
}
