import type { Class } from "../../domain/index.js";
import { declares } from "../../model/inheritance.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import type { DecoratorRecord, OnRecord } from "../../model/records.js";
import type { ClassShape, MemberAccess, MethodShape, NamedType } from "../scan/index.js";
import { lineage } from "./declaredFields.js";

/**
 * Methods of views that take an event as handlers do, and that neither a decorator nor a call ever reaches: a
 * handler that has lost its `@On`, so that its events are passed over without a word.
 */
export function forgottenHandlers(
  records: readonly DecoratorRecord[],
  shapes: readonly ClassShape[],
  accesses: readonly MemberAccess[],
): readonly Diagnostic[] {
  const events = eventNames(records, shapes);
  const found = new Map<MethodShape, Diagnostic>();
  for (const record of records) {
    if (record.decorator !== "StateView") continue;
    const family = familyOf(record.target, shapes);
    const handlers = records.filter(
      (one): one is OnRecord => one.decorator === "On" && declares(record.target, one.prototype),
    );
    const handled = new Set(handlers.flatMap(payloadsOf));
    const isReached = ({ name }: MethodShape): boolean =>
      handlers.some(({ member }) => member === name) || isNamed(name, family, accesses);
    for (const shape of family)
      for (const method of shape.methods) {
        const taken = eventsTaken(method, events);
        if (taken === undefined || taken.every((name) => handled.has(name))) continue;
        if (isReached(method)) continue;
        const { name: className, file } = shape;
        const { name: member, line, column } = method;
        const place = { className, member, where: { file, line, column } };
        found.set(method, Problem.forgottenHandler(place, taken));
      }
  }
  return [...found.values()];
}

/** The class and those that it extends, where the sources tell which they are. */
function familyOf(target: Class, shapes: readonly ClassShape[]): readonly ClassShape[] {
  return lineage(target).flatMap(({ name }) => {
    const [shape, ...others] = shapes.filter((one) => one.name === name);
    return shape === undefined || others.length > 0 ? [] : [shape];
  });
}

/** The names of all classes whose instances handlers are given. */
function eventNames(
  records: readonly DecoratorRecord[],
  shapes: readonly ClassShape[],
): ReadonlySet<string> {
  return new Set([
    ...shapes.filter(({ decorators }) => decorators.includes("DomainEvent")).map(nameOf),
    ...records.flatMap((record) =>
      record.decorator === "DomainEvent"
        ? [record.target.name]
        : record.decorator === "On"
          ? payloadsOf(record)
          : [],
    ),
  ]);
}

const nameOf = ({ name }: { readonly name: string }): string => name;

/** What a handler is for, by the names of classes; `Event` of one for any. */
function payloadsOf({ events, parameterTypes }: OnRecord): readonly string[] {
  if (events === "any") return ["Event"];
  const classes: readonly unknown[] = [...events, parameterTypes?.[0]];
  return classes.flatMap((one) =>
    typeof one === "function" && (one as unknown) !== Object ? [one.name] : [],
  );
}

/** The events that a method takes, if it could be a handler: an event first, and then at most what stored it. */
function eventsTaken(
  { kind, isStatic, decorators, parameters, givesValue }: MethodShape,
  events: ReadonlySet<string>,
): readonly string[] | undefined {
  if (kind !== "method" || isStatic || decorators.length > 0 || givesValue) return undefined;
  const [first = [], second, ...others] = parameters;
  if (first.length === 0 || others.length > 0) return undefined;
  if (second !== undefined && !second.every(isStored)) return undefined;
  const areEvents = first.every(
    (type) =>
      type.as === "itself" && (events.has(type.name) || (isStored(type) && second === undefined)),
  );
  return areEvents ? first.map(nameOf) : undefined;
}

/** `Event` of this package. */
const isStored = ({ name, imported }: NamedType): boolean =>
  name === "Event" && imported?.from === "evidentsource-functions";

/** Whether anything names a member of these classes; of others' own members of the same name it is no use. */
function isNamed(
  name: string,
  family: readonly ClassShape[],
  accesses: readonly MemberAccess[],
): boolean {
  const own = new Set(family.map(nameOf));
  return accesses.some(
    ({ member, of }) =>
      (member === name && (of === undefined || own.has(of))) ||
      (member === undefined && of !== undefined && own.has(of)),
  );
}
