import type { Diagnostic } from "./diagnostic.js";
import type { DescribePayload } from "./payload.js";
import { Problem } from "./problems/index.js";
import type { DecoratorRecord } from "./records.js";

/** Checks what the classes of views' states, and of what they hold, keep from being stored; each once. */
export function checkStates(
  records: readonly DecoratorRecord[],
  describe: DescribePayload,
  report: Diagnostic[],
): void {
  const told = new Set<string>();
  for (const record of records) {
    if (record.decorator !== "StateView" || record.options.codec !== undefined) continue;
    const { target, where } = record;
    for (const problem of describe(target).stateProblems()) {
      const { kind, member, declaredBy: className } = problem;
      // The scan of the sources tells the place of a view's own.
      if (className === target.name && member?.startsWith("#") === true) continue;
      const key = `${kind} ${className} ${member ?? ""}`;
      if (!told.has(key)) report.push(Problem.unstored({ className, member, where }, problem));
      told.add(key);
    }
  }
}
