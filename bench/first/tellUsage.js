// Loaded before a program: when it ends, it writes what it took of the processor, in milliseconds.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env["BENCH_USAGE"], String((user + system) / 1_000));
});
