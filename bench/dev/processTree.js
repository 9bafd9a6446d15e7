// What a process and all that it started take, from /proc.
import { readdirSync, readFileSync } from "node:fs";

/** The ids of a process and of all below it. */
export function processTree(root) {
  const parents = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = [root];
  for (const id of found)
    for (const [child, parent] of parents) if (parent === id) found.push(child);
  return found;
}

/** Memory of a process in bytes; what it shares counts as its part of it. */
export function memoryOf(id) {
  try {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

/** Processor time of a tree in milliseconds, with that of what has ended meanwhile. */
export function processorOf(ids) {
  let ticks = 0;
  for (const id of ids) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      // From the third field on: of the process 14 and 15, of its ended children 16 and 17.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      for (const field of fields.slice(11, 15)) ticks += Number(field);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks * 10;
}

/** What a process was called with, separated by zero bytes; nothing of one that has ended. */
export function commandOf(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

export const isRunning = (id) => {
  try {
    return readFileSync(`/proc/${id}/stat`, "utf8").split(") ")[1]?.[0] !== "Z";
  } catch {
    return false;
  }
};
