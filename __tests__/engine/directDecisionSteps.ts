import { EventSelector } from "../../src/domain/index.js";
import * as command from "./directDecisionCommand.js";

let steps: string[] = [];

/** Notes a call of what only TypeScript calls. */
function watch(
  holder: object,
  name: string,
  step: (...given: unknown[]) => string | undefined,
): void {
  const original = Reflect.get(holder, name) as (...given: unknown[]) => unknown;
  Reflect.set(holder, name, function (this: unknown, ...given: unknown[]) {
    const said = step(...given);
    if (said !== undefined) steps.push(said);
    return original.apply(this, given);
  });
}
watch(EventSelector.prototype, "bind", () => "selector");
watch(Reflect, "get", (_, key) => (key === "accountId" ? "subject" : undefined));

/** The decision of the command; what TypeScript had to do for it is an event's id. */
export const decide: typeof command.decide = (...given) => {
  steps = [];
  command.decide(...given);
  const [id, source, type] = [steps.join(", "), "s", "t"];
  const data = { tag: "string" as const, val: "" };
  return [[{ id, source, specversion: "1.0", type, data, attributes: [] }], []];
};
