import type { Model } from "../../model/model.js";
import type { Published } from "../publishing.js";
import type { Terminal } from "../terminal.js";

/** Prints what became of one definition, as soon as it is known. */
export function printPublished(
  result: Published,
  { stateViews }: Model,
  { out, note, style }: Terminal,
): void {
  const { world, name, url, status, version, answer, error } = result;
  if (error !== undefined) {
    note(`${style.red("failed")}  ${name}: ${error}`);
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
  const declared = stateViews.find((view) => world === "state-view" && view.name === name)?.version;
  if (version !== undefined && declared !== undefined && declared !== version) {
    note(
      `${style.yellow("warning")}  state changes of this project read version ${String(declared)} of ${name}; to read the new one, write @StateView("${name}", { version: ${String(version)} }) and build again`,
    );
  }
}
