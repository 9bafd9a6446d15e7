import { constants, setPriority } from "node:os";

/** Lets everything else have the processor before a process, and before what that starts. */
export function standBack(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended, or the system does not let us: then it takes its share.
  }
}
