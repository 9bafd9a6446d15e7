import { describe, isParameter, type AttributeKind } from "../domain/index.js";
import type { Definitions, StateViewDefinition } from "./definitions.js";
import type { Diagnostic } from "./diagnostic.js";
import { Problem } from "./problems/index.js";
import { couldSelect } from "./selectable.js";
import type { SourceLocation } from "./sourceLocation.js";

/** A text that a selector asks for. */
export interface SelectorText {
  readonly kind: AttributeKind;
  readonly value: string;
  readonly isPrefix: boolean;
  readonly className?: string | undefined;
  readonly member?: string | undefined;
  readonly where?: SourceLocation | undefined;
}

/**
 * What only all definitions of a project together tell of its selectors. All of it may be meant: other
 * projects append events, too.
 * @param inSources - texts of selectors that stand in the sources, beside those of the views.
 */
export function checkSelectors(
  definitions: Pick<Definitions, "events" | "stateViews">,
  inSources: readonly SelectorText[] = [],
): readonly Diagnostic[] {
  const { stateViews } = definitions;
  const known = knownValues(definitions);
  const told = new Set<string>();
  const fromViews = stateViews.flatMap(selectorTexts);
  return [
    ...[...inSources, ...fromViews].flatMap((text) => {
      const all = text.kind === "subject" ? undefined : known[text.kind];
      if (all === undefined || isAmong(text, all)) return [];
      const key = JSON.stringify([text.kind, text.value]);
      const isTold = told.has(key);
      told.add(key);
      // A view's selector is read off the sources already, but for what stands in no text there.
      if (isTold && fromViews.includes(text)) return [];
      return [Problem.unknownToEvents(text, label(text), describe(text.value), all)];
    }),
    ...withoutSubject(definitions),
  ];
}

const label = ({ kind, isPrefix }: SelectorText): string => {
  const name = kind === "event-type" ? "type" : kind;
  return isPrefix ? `beginning of a ${name}` : name;
};

function isAmong({ value, isPrefix }: SelectorText, all: readonly string[]): boolean {
  return all.some((known) => (isPrefix ? known.startsWith(value) : known === value));
}

/** The values that the project's events have, where all of them are known. */
function knownValues({
  events,
  stateViews,
}: Pick<Definitions, "events" | "stateViews">): Partial<Record<AttributeKind, readonly string[]>> {
  if (events.length === 0) return {};
  const declared = new Set(events.map(({ type }) => type));
  const handled = new Set(stateViews.flatMap(({ handlers }) => [...handlers.keys()]));
  const streams = events.map(({ options }) => options.stream).filter((name) => name !== undefined);
  // What takes any event need not know its class.
  const ofOthers = stateViews
    .filter(({ anyHandler }) => anyHandler !== undefined)
    .flatMap(selectorTexts);
  const named = (wanted: AttributeKind): readonly string[] =>
    ofOthers.filter(({ kind }) => kind === wanted).map(({ value }) => value);
  // Elsewhere an event names its stream when it is made, or others append it.
  const allNameStreams =
    streams.length === events.length && [...handled].every((type) => declared.has(type));
  return {
    "event-type": [...new Set([...declared, ...handled, ...named("event-type")])],
    ...(allNameStreams ? { stream: [...new Set([...streams, ...named("stream")])] } : {}),
  };
}

function selectorTexts(view: StateViewDefinition): readonly SelectorText[] {
  const { selector } = view.options;
  return (selector?.flatten() ?? []).flatMap((node) => {
    if (node.op === "and" || node.op === "or") return [];
    const { kind, value } = node.op === "equals" ? node.attribute : node.prefix;
    if (value === null || isParameter(value)) return [];
    const isPrefix = node.op === "starts-with";
    return [{ kind, value, isPrefix, className: view.target.name, where: view.where }];
  });
}

/** Event classes without a subject, of which a view wants only events that have one. */
function withoutSubject({
  events,
  stateViews,
}: Pick<Definitions, "events" | "stateViews">): readonly Diagnostic[] {
  return events.flatMap(({ type, target, subjectProperty, where }) => {
    if (subjectProperty !== undefined) return [];
    const view = stateViews.find(
      ({ handlers, options: { selector } }) =>
        handlers.has(type) &&
        selector !== undefined &&
        !couldSelect(selector, { type, subject: null }),
    );
    return view === undefined
      ? []
      : [Problem.withoutSubject({ className: target.name, where }, view.name)];
  });
}
