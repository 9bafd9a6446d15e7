import { LockError, lockPath, readLock, viewVersionsOn, type Lock } from "../artifact/index.js";
import type { ViewVersions } from "../model/viewVersions.js";
import { namedTarget, type TargetFlags } from "./serverTarget.js";
import type { Terminal } from "./terminal.js";

/**
 * The versions of views that a build is for: those of the database that is named, by options or by the
 * environment, or else those on which all databases of the lock file agree.
 * @throws LockError where they do not agree and none is named; UsageError for a target that is none.
 */
export async function targetVersions(
  folder: string,
  flags: TargetFlags,
  { env }: Pick<Terminal, "env">,
): Promise<ViewVersions> {
  const path = lockPath(folder);
  const lock = await readLock(path);
  const target = namedTarget(flags, env);
  return target === undefined ? agreedVersions(lock, path) : viewVersionsOn(lock, target);
}

function agreedVersions(lock: Lock, path: string): ViewVersions {
  const agreed = new Map<string, readonly [version: number, target: string]>();
  for (const target of Object.keys(lock)) {
    for (const [view, version] of Object.entries(viewVersionsOn(lock, target))) {
      const [other, where] = agreed.get(view) ?? [version, target];
      if (other !== version) {
        throw new LockError(
          `${path}: the version of ${view} is ${String(other)} on ${where} and ${String(version)} on ${target}; say for which database to build, with --url and --database or EVIDENTSOURCE_URL and EVIDENTSOURCE_DATABASE`,
        );
      }
      agreed.set(view, [version, target]);
    }
  }
  return Object.fromEntries([...agreed].map(([view, [version]]) => [view, version]));
}
