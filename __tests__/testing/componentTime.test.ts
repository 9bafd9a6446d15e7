import { execFileSync } from "node:child_process";
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What code may ask of local time, as one text. */
const QUESTIONS = `
  const at = new Date("2026-01-31T23:30:15.250Z");
  const parts = ["Date", "Day", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"];
  const set = new Date(at);
  set.setHours(5, 6, 7, 8);
  set.setMonth(11);
  set.setDate(24);
  return JSON.stringify([
    parts.map((part) => at["get" + part]()),
    at.getYear(), at.getTimezoneOffset(), at.toDateString(), new Date(NaN).toDateString(),
    new Date(NaN).getTimezoneOffset(), set,
    new Date(2026, 0, 31), new Date(99, 0), new Date(2026, 6, 1, 12, 30, 15, 5),
    new Date("2026-07-01T10:00"), new Date("2026-07-01T10:00:00.5"), new Date("2026-07-01"),
    new Date("2026-07-01T10:00:00+02:00"), new Date("Jul 1 2026 10:00"),
    new Date("Wed, 01 Jul 2026 10:00:00 GMT"), Date.parse("2026-07-01T10:00"), new Date(at), new Date(5),
    new (class extends Date {})(2026, 0).getTime(), new Date(2026, 0) instanceof Date,
  ]);`;

const EXPECTED = [
  ...[[31, 6, 2026, 23, 250, 30, 0, 15], 126, 0, "Sat Jan 31 2026", "Invalid Date", null],
  "2026-12-24T05:06:07.008Z",
  ...["2026-01-31T00:00:00.000Z", "1999-01-01T00:00:00.000Z", "2026-07-01T12:30:15.005Z"],
  ...["2026-07-01T10:00:00.000Z", "2026-07-01T10:00:00.500Z", "2026-07-01T00:00:00.000Z"],
  ...["2026-07-01T08:00:00.000Z", "2026-07-01T10:00:00.000Z", "2026-07-01T10:00:00.000Z"],
  ...[Date.UTC(2026, 6, 1, 10), "2026-01-31T23:30:15.250Z", "1970-01-01T00:00:00.005Z"],
  ...[Date.UTC(2026, 0), true],
];

describe("local time under the kit", () => {
  const folder = mkdtempSync(join(tmpdir(), "esf-time-"));
  const module = pathToFileURL(resolve("dist/testing/componentTime.js")).href;
  const script = join(folder, "ask.mjs");
  writeFileSync(
    script,
    `import { inComponentTime } from ${JSON.stringify(module)};
     const ask = () => { ${QUESTIONS} };
     const before = ask();
     console.log(inComponentTime(() => inComponentTime(ask)));
     if (ask() !== before) throw new Error("local time is not put back");`,
  );
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  // A runner's process takes no new time zone, so each has a process of its own.
  it.each(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati"])(
    "is UTC on a machine in %s",
    (zone) => {
      const out = execFileSync(process.execPath, [script], { env: { TZ: zone }, encoding: "utf8" });
      expect(JSON.parse(out)).toEqual(EXPECTED);
    },
  );
});
