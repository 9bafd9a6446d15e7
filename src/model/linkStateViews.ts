import {
  describeSelector,
  isJsonContentType,
  nameProblem,
  Selector,
  type AttributeKind,
  type Class,
  type EventSelector,
} from "../domain/index.js";
import type { HandlerDefinition, StateViewDefinition } from "./definitions.js";
import { hasErrors, type Diagnostic } from "./diagnostic.js";
import { checkedOptions } from "./checkedOptions.js";
import { linkHandler } from "./linkHandler.js";
import { declares, isOverridden } from "./inheritance.js";
import type { LinkedEvents } from "./linkEvents.js";
import { STATE_VIEW_OPTIONS } from "./optionRules.js";
import { couldSelect } from "./selectable.js";
import { Problem, type Place } from "./problems/index.js";
import type { ClassRecord, DecoratorRecord, OnRecord } from "./records.js";
import type { StateViewOptions } from "./options.js";

type StateViewRecord = ClassRecord<"StateView", StateViewOptions>;

/** The state views that the records declare, with their handlers and derived selectors. */
export function linkStateViews(
  records: readonly DecoratorRecord[],
  events: LinkedEvents,
  report: Diagnostic[],
  versions: ReadonlyMap<string, number> = new Map(),
): StateViewDefinition[] {
  const views = records.filter((record) => record.decorator === "StateView");
  const handlers = records.filter((record) => record.decorator === "On");
  for (const { prototype, member, where } of handlers) {
    if (!views.some(({ target }) => declares(target, prototype))) {
      report.push(Problem.onOutsideView({ className: prototype.constructor.name, member, where }));
    }
  }
  const byName = new Map<string, Place>();
  return views.flatMap((view) => {
    const place = { className: view.target.name, where: view.where };
    const before = report.length;
    checkName(view, place, byName, report);
    const options = checkedOptions("StateView", view.options, STATE_VIEW_OPTIONS, place, report);
    checkOptions(options, place, report);
    const linked = linkHandlers(view.target, options.selector, handlers, events, report);
    if (linked.declared === 0) report.push(Problem.noHandlers(place));
    const selector = derivedSelector(options.selector, linked, place, report);
    if (selector === undefined || hasErrors(report.slice(before))) return [];
    return [definition(view, selector, linked, versions)];
  });
}

function definition(
  view: StateViewRecord,
  selector: EventSelector,
  linked: LinkedHandlers,
  versions: ReadonlyMap<string, number>,
): StateViewDefinition {
  const { options, target, name, where } = view;
  const parameters = new Map<string, AttributeKind>();
  for (const [parameter, kinds] of selector.parameters()) {
    for (const kind of kinds) parameters.set(parameter, kind);
  }
  return {
    name,
    version: options.version ?? versions.get(name) ?? 1,
    target,
    options,
    selector,
    parameters,
    contentType: options.contentType ?? "application/json",
    codec: options.codec,
    invalidEvents: options.invalidEvents ?? "fail",
    handlers: linked.byType,
    anyHandler: linked.any,
    where,
  };
}

function checkName(
  view: StateViewRecord,
  place: Place,
  byName: Map<string, Place>,
  report: Diagnostic[],
): void {
  const first = byName.get(view.name);
  if (first !== undefined)
    report.push(Problem.duplicateName(place, "state view", view.name, first));
  else byName.set(view.name, place);
  const problem = nameProblem("state view", view.name);
  if (problem !== undefined) report.push(Problem.invalidName(place, problem));
}

function checkOptions(options: StateViewOptions, place: Place, report: Diagnostic[]): void {
  const { version = 1, contentType = "application/json", codec, selector } = options;
  if (!Number.isSafeInteger(version) || version < 1)
    report.push(Problem.invalidVersion(place, version));
  if (codec === undefined && !isJsonContentType(contentType))
    report.push(Problem.noCodec(place, contentType));
  if (selector === undefined) return;
  for (const problem of selector.problems()) report.push(Problem.invalidSelector(place, problem));
  for (const [name, kinds] of selector.parameters()) {
    if (kinds.size > 1) report.push(Problem.parameterOfTwoKinds(place, name, [...kinds]));
  }
}

interface LinkedHandlers {
  readonly byType: ReadonlyMap<string, HandlerDefinition>;
  readonly any: HandlerDefinition | undefined;
  /** How many `@On` stand in the class, valid or not. */
  readonly declared: number;
}

function linkHandlers(
  target: Class,
  base: EventSelector | undefined,
  records: readonly OnRecord[],
  events: LinkedEvents,
  report: Diagnostic[],
): LinkedHandlers {
  const byType = new Map<string, HandlerDefinition>();
  let any: HandlerDefinition | undefined;
  const own = records.filter(
    (record) => declares(target, record.prototype) && !isOverridden(record, target, records),
  );
  for (const record of own) {
    const place = { className: target.name, member: record.member, where: record.where };
    if (record.events === "any") {
      if (any !== undefined) report.push(Problem.twoHandlers(place, "@OnAny", any.method));
      any = { method: record.member, payload: undefined };
    }
    for (const [type, handler] of linkHandler(record, place, events, report)) {
      const first = byType.get(type);
      if (first === undefined) byType.set(type, handler);
      else report.push(Problem.twoHandlers(place, `The event type "${type}"`, first.method));
      if (base !== undefined && !couldSelect(base, { type }))
        report.push(Problem.neverCalled(place, type, describeSelector(base)));
    }
    checkReturnType(record.returnType, place, report);
  }
  return { byType, any, declared: own.length };
}

/** Of the types that the compiler emits, classes are states; `Object` stands for many things. */
function checkReturnType(type: unknown, place: Place, report: Diagnostic[]): void {
  if (type === Promise) report.push(Problem.asyncHandler(place));
  else if (type === Object) report.push(Problem.handlerMayReturn(place));
  else if (typeof type === "function" && !PRIMITIVES.includes(type))
    report.push(Problem.handlerReturns(place, `an instance of ${type.name}`));
}

const PRIMITIVES: readonly unknown[] = [String, Number, Boolean, BigInt, Symbol];

function derivedSelector(
  base: EventSelector | undefined,
  { byType, any }: LinkedHandlers,
  place: Place,
  report: Diagnostic[],
): EventSelector | undefined {
  if (any !== undefined) {
    if (base === undefined) report.push(Problem.selectsEverything(place));
    return base;
  }
  const [first, ...more] = [...byType.keys()].map((type) => Selector.eventType(type));
  if (first === undefined) return undefined;
  const types = Selector.anyOf(first, ...more);
  return base === undefined ? types : base.and(types);
}
