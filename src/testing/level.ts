import type { LocalStateView } from "../database/index.js";
import type { CommandMessage, PlatformDatabase, StateChangeMetadata } from "../domain/index.js";
import type { DecidedEvents } from "../runtime/index.js";

/** What runs a specification: the classes in this process, or the components built from them. */
export interface Level {
  readonly name: string;
  readonly stateViews: readonly LocalStateView[];
  /** @throws StateChangeError when the command is refused */
  decide(
    database: PlatformDatabase,
    command: CommandMessage,
    metadata: StateChangeMetadata,
  ): DecidedEvents;
}

/** Which levels are asked for. It is a setting and never stands in a specification. */
export type LevelSetting =
  { readonly level: "process" } | { readonly level: "components"; readonly dist: string };

/**
 * Reads `EVIDENTSOURCE_LEVEL` (`process`, the default, or `components`) and `EVIDENTSOURCE_DIST`, the
 * folder with the built components (default: `dist`).
 * @throws RangeError for a level that there is not
 */
export function levelSetting(
  env: Readonly<Record<string, string | undefined>> = process.env,
): LevelSetting {
  const level = env["EVIDENTSOURCE_LEVEL"] ?? "";
  if (level === "" || level === "process") return { level: "process" };
  if (level === "components") {
    const dist = env["EVIDENTSOURCE_DIST"] ?? "";
    return { level, dist: dist === "" ? "dist" : dist };
  }
  throw new RangeError(
    /^https?:/i.test(level)
      ? `EVIDENTSOURCE_LEVEL is ${level}, but specifications cannot run against a server yet; use process or components`
      : `EVIDENTSOURCE_LEVEL is ${JSON.stringify(level)}; it must be process or components`,
  );
}
