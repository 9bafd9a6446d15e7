import { parseJson } from "../codec/index.js";
import {
  toExtensionValue,
  type Extensions,
  type ExtensionInput,
  type ExtensionValue,
  type ProspectiveEvent,
} from "../domain/index.js";

/** All that can be compared of an event, the most telling first. */
export function eventValue(event: ProspectiveEvent, withId: boolean): object {
  const { id, type, stream, subject, time, dataContentType, dataSchema, extensions } = event;
  return {
    ...(withId ? { id } : {}),
    ...{ type, subject, data: dataOf(event), stream, time, dataschema: dataSchema },
    // What almost every event has says nothing.
    datacontenttype:
      dataContentType === "application/json" ? undefined : (dataContentType ?? "none"),
    extensions: extensions === undefined ? undefined : extensionValues(extensions),
  };
}

/** Extensions by their names, which may be those of attributes; none are `undefined`. */
export function extensionValues(
  extensions: Extensions | Readonly<Record<string, ExtensionInput>>,
): object | undefined {
  const given: readonly (readonly [string, ExtensionInput])[] =
    extensions instanceof Map ? [...(extensions as Extensions)] : Object.entries(extensions);
  if (given.length === 0) return undefined;
  return Object.fromEntries(
    given.map(([name, input]) => [name, shortForm(toExtensionValue(input))]),
  );
}

/** Its bare value, if that alone tells its kind. */
function shortForm(extension: ExtensionValue): unknown {
  const { kind, value } = extension;
  return toExtensionValue(value).kind === kind ? value : { kind, value };
}

/** What an event carries: what its JSON says, its text, or its bytes. */
export function dataOf({ data, dataContentType }: ProspectiveEvent): unknown {
  if (data?.kind !== "text") return data?.bytes;
  return dataContentType === "application/json" ? parsed(data.text) : data.text;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text, "its data");
  } catch {
    return text;
  }
}
