import { ScaffoldError } from "../scaffoldError.js";
import type { FoundEvent } from "./eventsIn.js";
import type { Names } from "./names.js";

/**
 * The type of a new event, as those of the project are formed: what it is about and what happened, with a
 * dot between them, or a dash where no event has a dot.
 * @throws ScaffoldError for a name of one word, where the others have more.
 */
export function eventType({ kebab }: Names, events: readonly FoundEvent[]): string {
  const types = events.map(({ type }) => type);
  const isDotted = types.length === 0 || types.some((type) => type.includes("."));
  const isOneWord = !/[-.]/.test(kebab);
  if (isOneWord && (types.length === 0 || types.every((type) => /[-.]/.test(type)))) {
    const example = `${kebab}${isDotted ? "." : "-"}registered`;
    const others =
      types.length === 0
        ? ""
        : `, as ${[...new Set(types)].slice(0, 3).join(", ")} ${types.length === 1 ? "does" : "do"}`;
    throw new ScaffoldError(
      `"${kebab}" does not say what happened; an event's name says what it is about and what happened to it${others}: give one such as ${example}`,
    );
  }
  return isDotted && !kebab.includes(".") ? kebab.replace("-", ".") : kebab;
}
