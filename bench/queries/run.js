// Conditions and queries for one event, asked of the stores in this process, at 1,000 and 1,000,000
// events. The logs are made once and kept: SQLite's in a folder of the system for temporary files.
// `-- --store sqlite|postgres|memory`, `--sizes 1000,1000000`, `--folder <where logs are kept>`,
// `--only <part of a question's title>`.
import { tmpdir } from "node:os";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Timestamp } from "evidentsource-functions";
import { postgresPrograms, startPostgres } from "../../scripts/postgresServer.js";
import { machine, machineLine } from "../machine.js";
import { median } from "../measure.js";
import { openStore } from "../../dist/server/stores.js";
import { GROWING, grown } from "./growth.js";
import { fill } from "./log.js";
import { ASKED, selectorsFor } from "./questions.js";

const { values } = parseArgs({
  options: {
    store: { type: "string", default: "sqlite" },
    sizes: { type: "string", default: "1000,1000000" },
    folder: { type: "string", default: join(tmpdir(), "esf-bench-logs") },
    calls: { type: "string", default: "100" },
    only: { type: "string", default: "" },
  },
});
const GOALS = { memory: 50, sqlite: 50, postgres: 500 };
const goal = GOALS[values.store];
const sizes = values.sizes.split(",").map(Number);
const calls = Number(values.calls);
/** So many times its size a log may have. */
const LONGER = 1.5;
const ORIGIN = "http://localhost";

let postgres;
const addresses = {
  memory: () => "memory:",
  sqlite: () => `sqlite:${values.folder}`,
  postgres: async () => {
    if (postgresPrograms() === undefined) throw new Error("there is no PostgreSQL on this machine");
    postgres = await startPostgres();
    return postgres.url;
  },
};
const { databases } = await openStore(await addresses[values.store](), ORIGIN);

/** A log that was appended to by earlier runs is made anew when it is no longer of its size. */
async function opened(name, size, isKnown) {
  if (!isKnown) await databases.create(name, new Timestamp(0n));
  const database = await databases.open(name);
  const { revision } = await database.events.head();
  if (Number(revision) <= size * LONGER) return database;
  await databases.delete(name);
  return opened(name, size, false);
}

async function filled(size) {
  const name = `skewed-${String(size)}`;
  const known = [];
  for await (const database of databases.list()) known.push(database.name);
  const { events } = await opened(name, size, known.includes(name));
  const began = performance.now();
  await fill(events, size);
  const seconds = (performance.now() - began) / 1_000;
  if (seconds > 0.1) console.log(`${size.toLocaleString("en")} events in ${seconds.toFixed(0)} s`);
  return events;
}

/** What the process needs to get warm, with arguments that are not asked with afterwards. */
const WARM = { calls: 200, milliseconds: 200 };

/** The medians of so many calls in microseconds, fewer of what takes long: the first time, and again. */
async function timed(ask) {
  let until = performance.now() + WARM.milliseconds;
  for (let call = 0; call < WARM.calls && performance.now() < until; call++)
    await ask(calls + call);
  const medians = [];
  for (let pass = 0; pass < 2; pass++) {
    const times = [];
    until = performance.now() + 1_000;
    for (let call = 0; call < calls && (call < 5 || performance.now() < until); call++) {
      const start = performance.now();
      await ask(call);
      times.push((performance.now() - start) * 1_000);
    }
    medians.push(median(times));
  }
  return medians;
}

/** It is said of answers that are remembered that asking again is faster. */
const FASTER = 0.7;
const shown = ([first, again]) =>
  `${first.toFixed(0)}${again < first * FASTER ? ` (${again.toFixed(0)})` : ""}`;

console.log(`${machineLine(machine())}; ${values.store}; load ${loadavg()[0].toFixed(1)}`);
const stores = [];
for (const size of sizes) stores.push({ size, store: await filled(size) });
const missed = [];
console.log(
  `median µs, goal ${String(goal)}; the log of ${sizes.join(" / ")} events; in brackets, where it differs, when the same is asked again`,
);
console.log(`| | ${Object.keys(ASKED).join(" | ")} |`);
for (const [title, selectorOf] of Object.entries(selectorsFor(sizes[0]))) {
  if (!title.includes(values.only)) continue;
  const cells = [];
  for (const [question, ask] of Object.entries(ASKED)) {
    const times = [];
    for (const { size, store } of stores) {
      const make = selectorsFor(size)[title] ?? selectorOf;
      times.push(await timed((call) => ask(store, make(call), size)));
    }
    for (const [pass, time] of times.at(-1).entries())
      if (time > goal)
        missed.push(`${title}, ${question}${pass === 0 ? "" : ", again"}: ${time.toFixed(0)} µs`);
    cells.push(times.map(shown).join(" / "));
  }
  console.log(`| ${title} | ${cells.join(" | ")} |`);
}
console.log(`median and 99th percentile in µs, on the log of ${sizes.join(" / ")} events`);
for (const [title, turn] of Object.entries(GROWING)) {
  const cells = [];
  for (const { size, store } of stores) {
    const { p50, p99 } = await grown(store, size, turn, calls);
    cells.push(`${p50.toFixed(1)}, ${p99.toFixed(1)}`);
  }
  console.log(`| ${title} | ${cells.join(" | ")} |`);
}
console.log(missed.length === 0 ? "all met" : `${String(missed.length)} NOT met:`);
for (const each of missed) console.log(`  ${each}`);
await databases.close();
await postgres?.stop();
process.exitCode = missed.length === 0 ? 0 : 1;
