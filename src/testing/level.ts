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
  | { readonly level: "process" }
  | { readonly level: "components"; readonly dist: string }
  | {
      readonly level: "server";
      readonly url: string;
      readonly token: string | undefined;
      readonly dist: string;
    };

/**
 * Reads `EVIDENTSOURCE_LEVEL` (`process`, the default, `components`, or the URL of a server) and `EVIDENTSOURCE_DIST`, the
 * folder with the built components (default: `dist`).
 * @throws RangeError for a level that there is not
 */
export function levelSetting(
  env: Readonly<Record<string, string | undefined>> = process.env,
): LevelSetting {
  const level = env["EVIDENTSOURCE_LEVEL"] ?? "";
  if (level === "" || level === "process") return { level: "process" };
  const dist =
    (env["EVIDENTSOURCE_DIST"] ?? "") === "" ? "dist" : (env["EVIDENTSOURCE_DIST"] ?? "");
  if (level === "components") return { level, dist };
  if (/^https?:\/\//i.test(level) && URL.canParse(level)) {
    const token = env["EVIDENTSOURCE_TOKEN"] ?? "";
    return { level: "server", url: level, token: token === "" ? undefined : token, dist };
  }
  throw new RangeError(
    `EVIDENTSOURCE_LEVEL is ${JSON.stringify(level)}; it must be process, components, or the URL of a server`,
  );
}
