import { parseJson } from "../codec/json.js";
import { messageOf, Selector, selectorFromJson, type EventSelector } from "../domain/index.js";
import { UsageError } from "./usageError.js";

/** What a call says of the events that it means. */
export interface SelectorFlags {
  readonly stream?: readonly string[];
  readonly subject?: readonly string[];
  readonly type?: readonly string[];
  readonly streamPrefix?: readonly string[];
  readonly subjectPrefix?: readonly string[];
  readonly typePrefix?: readonly string[];
  readonly withoutSubject?: boolean;
  readonly selector?: string;
}

/** Any of the values of one attribute, and all attributes. @throws UsageError for no selector, or a wrong one. */
export function selectorOf(flags: SelectorFlags): EventSelector {
  const [first, ...more] = [
    anyOf(flags.stream, Selector.stream, flags.streamPrefix, Selector.streamStartsWith),
    anyOf(flags.type, Selector.eventType, flags.typePrefix, Selector.eventTypeStartsWith),
    anyOf(flags.subject, Selector.subject, flags.subjectPrefix, Selector.subjectStartsWith, [
      ...(flags.withoutSubject === true ? [Selector.noSubject()] : []),
    ]),
    ...(flags.selector === undefined ? [] : [parsed(flags.selector)]),
  ].filter((one) => one !== undefined);
  if (first === undefined)
    throw new UsageError(
      "which events are meant? give --stream, --subject, --type, one of their prefixes, or --selector; for all events there is esf log",
    );
  const selector = Selector.allOf(first, ...more);
  checked(selector);
  return selector;
}

function anyOf(
  values: readonly string[] = [],
  make: (value: string) => EventSelector,
  prefixes: readonly string[] = [],
  makePrefix: (value: string) => EventSelector,
  others: readonly EventSelector[] = [],
): EventSelector | undefined {
  const [first, ...more] = [...values.map(make), ...prefixes.map(makePrefix), ...others];
  return first === undefined ? undefined : Selector.anyOf(first, ...more);
}

function parsed(text: string): EventSelector {
  try {
    return selectorFromJson(parseJson(text));
  } catch (error) {
    throw new UsageError(`--selector: ${messageOf(error)}`);
  }
}

function checked(selector: EventSelector): void {
  try {
    selector.assertValid();
    selector.assertBound();
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
