// Saves in a row, some while a build is under way, with commands that go on meanwhile: what answers is
// never made of two states of the sources, and never of an older one than what answered before.
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeProject } from "../../bench/generatedProject.js";
import { commandOf, isRunning, memoryOf, processTree } from "../../bench/dev/processTree.js";
import { runDev } from "../../bench/dev/runningDev.js";

const MOST_GROWTH = 100 * 1024 * 1024;
/** Longer than any build on any machine, in milliseconds. */
const MOST_WAIT = 120_000;
/** After so many saves a process holds what it holds from then on. */
const SETTLED = 20;
/**
 * So long what is under way comes to its end, a builder may take the place of another, and the bundler's
 * threads wait before they end and give back what they hold, in milliseconds.
 */
const QUIET = 15_000;

const SHARED = (value) => `export const SHARED = ${value};\n`;

/** Both read the shared module; the command also reads the view, so that a mixture shows. */
const VIEW = `import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { Probed } from "./events.js";
import { SHARED } from "./shared.js";

@StateView("probe-view", { selector: Selector.subject(parameter("subject")) })
export class ProbeView {
  shared = -1;

  @On(Probed)
  probed(): void {
    this.shared = SHARED;
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

const COMMAND = `import { IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { Probed } from "./events.js";
import { SHARED } from "./shared.js";
import { ProbeView } from "./view.js";

@Command("probe")
export class Probe {
  @IsString() subject!: string;

  @Decide()
  decide(db: Database) {
    const view = db.view(ProbeView, { subject: this.subject });
    if (view === undefined) return event(Probed, { subject: this.subject });
    throw StateChangeError.conflict(\`<\${String(view.shared)} \${String(SHARED)}>\`);
  }
}
`;

/** @throws Error for a stale or mixed answer, for memory that grows, and for what is left behind. */
export async function manySaves(work, saves) {
  const folder = mkdtempSync(join(work, "saves-"));
  writeProject(folder, 5);
  const write = (name, text) => writeFileSync(join(folder, "src", name), text);
  write("shared.ts", SHARED(0));
  write("events.ts", EVENTS);
  write("view.ts", VIEW);
  write("probe.ts", COMMAND);
  write(
    "index.ts",
    ["events", "view", "probe"].map((name) => `export * from "./${name}.js";\n`).join("") + INDEX,
  );
  const dev = await runDev(folder);
  const tree = () => processTree(dev.child.pid);
  const asking = { goesOn: true, pauses: false };
  /** What the processes hold when nobody saves or asks, each with its name: the least of some moments. */
  const held = async () => {
    asking.pauses = true;
    let least = { sum: Infinity, each: [] };
    for (const until = performance.now() + QUIET; performance.now() < until; await sleep(250)) {
      const each = tree().map((id) => ({ name: nameOf(id), memory: memoryOf(id) }));
      const sum = each.reduce((all, { memory }) => all + memory, 0);
      if (sum < least.sum) least = { sum, each };
    }
    asking.pauses = false;
    return least;
  };
  const seen = { last: -1, answers: 0, saved: 0 };
  const ask = async () => {
    while (asking.goesOn) {
      if (asking.pauses) {
        await sleep(20);
        continue;
      }
      const from = seen.last;
      const { text } = await dev.send("probe", { subject: "a" });
      const [, view, command] = /<(-?\d+) (\d+)>/.exec(text) ?? [];
      if (command === undefined && !text.includes("event_count"))
        throw new Error(`it was answered ${text}`);
      if (command === undefined) continue;
      seen.answers += 1;
      if (view !== command)
        throw new Error(`the view is of save ${view}, the command of save ${command}`);
      if (Number(command) < from) throw new Error(`save ${command} answers after save ${from}`);
      seen.last = Math.max(seen.last, Number(command));
      // Builds want the processor, too.
      await sleep(20);
    }
  };
  const commands = Promise.all([ask(), ask()]);
  // Whoever asks tells of a mistake at once.
  const failing = commands.then(() => new Promise(() => undefined));
  let settled;
  const started = new Set();
  try {
    const course = async () => {
      for (let number = 1; number <= saves; number++) {
        write("shared.ts", SHARED(number));
        seen.saved = number;
        // Every third save comes while the one before is looked at, or built.
        if (number % 3 === 0 && number !== saves) {
          await sleep(number % 2 === 0 ? 20 : 120);
          continue;
        }
        const since = performance.now();
        while (seen.last < number) {
          if (performance.now() - since > MOST_WAIT)
            throw new Error(`save ${number} is not live after ${MOST_WAIT / 1000} s`);
          await sleep(10);
        }
        for (const id of tree()) started.add(id);
        if (number >= SETTLED && settled === undefined) settled = await held();
      }
    };
    await Promise.race([course(), failing]);
    asking.goesOn = false;
    await commands;
    await oneBuilder(tree);
    console.log(`ok  ${saves} saves, ${seen.answers} answers, none stale or mixed`);
    if (settled !== undefined) compare(settled, await held());
  } finally {
    asking.goesOn = false;
    for (const id of tree()) started.add(id);
    await dev.stop();
  }
  const running = [...started].filter(isRunning);
  if (running.length > 0) throw new Error(`processes go on: ${running.join(", ")}`);
}

/** A builder that takes over from another one does so by itself, without another save. */
async function oneBuilder(tree) {
  for (const until = performance.now() + MOST_WAIT; ; await sleep(250)) {
    const builders = tree().filter((id) => commandOf(id).includes("/dev/builder/"));
    if (builders.length <= 1) return;
    if (performance.now() > until) throw new Error(`there are ${builders.length} builders`);
  }
}

/** @throws Error for memory that grew by more than it may. */
function compare(before, after) {
  const grown = after.sum - before.sum;
  const said = `from ${mebibytes(before.sum)} (${eachOf(before)}) by ${mebibytes(grown)} (to ${eachOf(after)})`;
  if (grown > MOST_GROWTH) throw new Error(`memory grew ${said}`);
  console.log(`ok  memory grew ${said}`);
}

const eachOf = ({ each }) =>
  each.map(({ name, memory }) => `${name} ${mebibytes(memory)}`).join(", ");

/** What a process is by what it was called with: the module of this package that it runs, or its program. */
function nameOf(id) {
  const [program, ...rest] = commandOf(id).split("\0");
  const module = rest.find((argument) => argument.endsWith(".js"));
  return (module ?? program ?? "").split("/").slice(-2).join("/");
}

const mebibytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;

/** The generated definitions, without what the generator wrote of them. */
const INDEX = ["events", "view0", "view1", "view2", "view3", "change"]
  .map((name) => `export * from "./area0/${name}.js";\n`)
  .join("");
