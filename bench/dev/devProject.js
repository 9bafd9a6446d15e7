// A generated project with two definitions more, whose answers tell which state of which file they are
// made from: `probe-view` and the command `probe`, and `extra`, which the index has or has not. Every
// view of the project imports the shared module.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeProject } from "../generatedProject.js";

const SHARED = (value) => `export const SHARED = "s${value}";\n`;

const VIEW = (
  value,
) => `import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { Probed } from "./events.js";
import { SHARED } from "./shared.js";

@StateView("probe-view", { selector: Selector.subject(parameter("subject")) })
export class ProbeView {
  text = "none";

  @On(Probed)
  probed(): void {
    this.text = \`h${value}-\${SHARED}\`;
  }
}
`;

const RULE = (value) => `import { Equals, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { Probed } from "./events.js";
import { SHARED } from "./shared.js";
import { ProbeView } from "./view.js";

@Command("probe")
export class Probe {
  @IsString() subject!: string;
  @Equals("r${value}") rule!: string;

  @Decide()
  decide(db: Database) {
    const view = db.view(ProbeView, { subject: this.subject });
    if (view === undefined) return event(Probed, { subject: this.subject });
    throw StateChangeError.conflict(\`<\${view.text} \${SHARED} r${value}>\`);
  }
}
`;

const EVENTS = `import { IsString } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("probe.probed", { stream: "probes" })
export class Probed {
  @Subject() @IsString() subject!: string;
}
`;

const EXTRA = `import { Command, Decide, StateChangeError } from "evidentsource-functions";

@Command("extra")
export class Extra {
  @Decide()
  decide(): never {
    throw StateChangeError.conflict("<extra>");
  }
}
`;

/** Writes a project of so many definitions into an empty folder, and gives what changes its files. */
export function writeDevProject(folder, definitions) {
  writeProject(folder, definitions - 2);
  const file = (path) => join(folder, "src", path);
  mkdirSync(file("probe"));
  importSharedEverywhere(folder);
  const index = readFileSync(file("index.ts"), "utf8");
  const state = { handler: 0, rule: 0, shared: 0, extra: false };
  const save = {
    handler: () => writeFileSync(file("probe/view.ts"), VIEW(++state.handler)),
    rule: () => writeFileSync(file("probe/rule.ts"), RULE(++state.rule)),
    shared: () => writeFileSync(file("probe/shared.ts"), SHARED(++state.shared)),
    index: () => {
      state.extra = !state.extra;
      writeFileSync(file("index.ts"), indexText());
    },
    broken: () => writeFileSync(file("probe/view.ts"), VIEW(state.handler).replace("{", "{{(")),
    repair: () => writeFileSync(file("probe/view.ts"), VIEW(++state.handler)),
  };
  const indexText = () =>
    [
      index,
      'export * from "./probe/events.js";\n',
      'export * from "./probe/view.js";\n',
      'export * from "./probe/rule.js";\n',
      state.extra ? 'export * from "./probe/extra.js";\n' : "",
    ].join("");
  writeFileSync(file("probe/events.ts"), EVENTS);
  writeFileSync(file("probe/extra.ts"), EXTRA);
  for (const kind of ["handler", "rule", "shared"]) save[kind]();
  writeFileSync(file("index.ts"), indexText());
  return { state, save };
}

function importSharedEverywhere(folder) {
  for (const area of readdirSync(join(folder, "src"), { withFileTypes: true })) {
    if (!area.name.startsWith("area")) continue;
    for (const name of readdirSync(join(folder, "src", area.name))) {
      if (!name.startsWith("view")) continue;
      const path = join(folder, "src", area.name, name);
      const text = readFileSync(path, "utf8")
        .replace("export class", "export const USED = SHARED;\nexport class")
        .replace(/^import/, 'import { SHARED } from "../probe/shared.js";\nimport')
        .replaceAll(/export const USED = SHARED;\n/g, "")
        .replace('title = "";', "title: string = SHARED;");
      writeFileSync(path, text);
    }
  }
}
