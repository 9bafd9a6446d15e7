import type { Model } from "../../model/model.js";
import type { Published } from "../publishing.js";
import type { Terminal } from "../terminal.js";

/** Prints what became of one definition, as soon as it is known. */
export function printPublished(
  result: Published,
  { stateViews }: Model,
  { out, note, style }: Terminal,
): void {
  const { world, name, url, status, state, version, answer, error } = result;
  if (error !== undefined) {
    note(`${style.red("failed")}  ${name}: ${error}`);
    return;
  }
  if (state === "unchanged") {
    const known = version === undefined ? "" : `: version ${String(version)}`;
    out(`${style.dim("unchanged")}  ${world.replace("-", " ")} ${name}${known}`);
    return;
  }
  if (state === "waiting") {
    note(`${style.yellow("waiting")}  ${name} must be built again first`);
    return;
  }
  if (status === undefined) {
    out(`${style.bold(name)}  would be posted to ${url}`);
    out(answer ?? "");
    return;
  }
  const assigned =
    version === undefined
      ? `the server answered ${String(status)} ${answer ?? ""}`
      : `version ${String(version)}`;
  out(`${style.green("published")}  ${world.replace("-", " ")} ${name}: ${assigned.trim()}`);
  const pinned = stateViews.find(
    (view) => world === "state-view" && view.name === name && view.pinned === true,
  );
  const declared = pinned?.version;
  if (version !== undefined && declared !== undefined && declared !== version) {
    note(
      `${style.yellow("warning")}  state changes of this project read version ${String(declared)} of ${name}, as its @StateView says; to read the new one, write version ${String(version)} there, or none, and build again`,
    );
  }
}
