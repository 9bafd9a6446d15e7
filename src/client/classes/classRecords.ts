import { describe, nameProblem, type AttributeKind, type Class } from "../../domain/index.js";
import { declares } from "../../model/inheritance.js";
import type { StateCodec } from "../../model/options.js";
import type { DecoratorRecord } from "../../model/records.js";
import { registry } from "../../model/registry.js";
import type { DraftedEvent } from "../../runtime/fillDraft.js";

/** What a client needs of a command's class. */
export interface CommandClass {
  readonly name: string;
}

/** What a client needs of a view's class. */
export interface ViewClass {
  readonly name: string;
  /** `undefined`: the newest that is published. */
  readonly version: bigint | undefined;
  readonly parameters: ReadonlyMap<string, AttributeKind>;
  readonly codec: StateCodec | undefined;
}

/**
 * What decorators have recorded of a class. The whole model is not linked: what is wrong with a project
 * is for its build to say, and a page must not carry the texts of all that can be.
 */
const recordOf = <D extends DecoratorRecord["decorator"]>(
  decorator: D,
  target: unknown,
): Extract<DecoratorRecord, { decorator: D }> | undefined =>
  registry().records.find(
    (record): record is Extract<DecoratorRecord, { decorator: D }> =>
      record.decorator === decorator && "target" in record && record.target === target,
  );

/** Whether the program has annotated classes, as far as it has been loaded. */
export const isAnyClassKnown = (): boolean => registry().records.length > 0;

/** @throws TypeError for a class that is no command. */
export function commandClass(target: Class): CommandClass {
  const record = recordOf("Command", target);
  if (record === undefined)
    throw new TypeError(`${shown(target)} is no command; add @Command("name") to its class`);
  return { name: named("state change", record.name) };
}

/** @throws TypeError for a class that is no state view. */
export function viewClass(target: Class): ViewClass {
  const record = recordOf("StateView", target);
  if (record === undefined)
    throw new TypeError(`${shown(target)} is no state view; add @StateView("name") to it`);
  const { version, selector, codec } = record.options;
  const parameters = new Map<string, AttributeKind>();
  for (const [name, kinds] of selector?.parameters() ?? [])
    for (const kind of kinds) parameters.set(name, kind);
  return {
    name: named("state view", record.name),
    version: version === undefined ? undefined : BigInt(version),
    parameters,
    codec,
  };
}

/** `undefined` for a class that is no domain event. */
export function eventClass(target: Class): DraftedEvent | undefined {
  const record = recordOf("DomainEvent", target);
  if (record === undefined) return undefined;
  const subject = registry().records.find(
    (other) => other.decorator === "Subject" && declares(target, other.prototype),
  );
  return {
    type: record.name,
    options: record.options,
    subjectProperty: subject?.decorator === "Subject" ? subject.member : undefined,
  };
}

function named(kind: "state change" | "state view", name: string): string {
  const problem = nameProblem(kind, name);
  if (problem !== undefined) throw new TypeError(problem);
  return name;
}

const shown = (target: unknown): string =>
  typeof target === "function" && target.name !== "" ? target.name : describe(target);
