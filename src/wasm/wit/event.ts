import {
  streamOfSource,
  type Event,
  type EventData,
  type Extensions,
  type ExtensionValue,
  type ProspectiveEvent,
  type Timestamp,
} from "../../domain/index.js";
import { extensionFromWit, extensionToWit } from "./attributeValue.js";
import { timestampFromWit, timestampToWit } from "./datetime.js";
import type { WitAttributeValue, WitCloudEvent, WitData } from "./wit.js";

/** The attributes that have a member of their own. */
type CoreName = "subject" | "time" | "datacontenttype" | "dataschema";

/** Whether an attribute of that kind is understood as the event's member of that name. */
function isCore(name: string, { tag }: WitAttributeValue): boolean {
  switch (name) {
    case "subject":
    case "datacontenttype":
      return tag === "string";
    case "time":
      return tag === "timestamp";
    case "dataschema":
      return tag === "uri" || tag === "uri-ref";
    default:
      return false;
  }
}

/** A stored event over a WIT record; everything is converted when it is read. */
export class WitEvent implements Event {
  readonly #record: WitCloudEvent;

  constructor(record: WitCloudEvent) {
    this.#record = record;
  }

  get id(): string {
    return this.#record.id;
  }
  get source(): string {
    return this.#record.source;
  }
  get stream(): string {
    return streamOfSource(this.#record.source);
  }
  get specversion(): string {
    return this.#record.specversion;
  }
  get type(): string {
    return this.#record.type;
  }
  get subject(): string | undefined {
    return textOf("subject", this.#record.attributes);
  }
  get time(): Timestamp | undefined {
    return timeOf(this.#record.attributes);
  }
  get dataContentType(): string | undefined {
    return textOf("datacontenttype", this.#record.attributes);
  }
  get dataSchema(): string | undefined {
    return textOf("dataschema", this.#record.attributes);
  }
  get data(): EventData | undefined {
    return dataFromWit(this.#record.data);
  }
  get extensions(): Extensions {
    return extensionsOf(this.#record.attributes);
  }
}

type WitAttributes = WitCloudEvent["attributes"];

/** The first attribute of that name and of a kind in which it is understood. */
function core(name: CoreName, attributes: WitAttributes): WitAttributeValue | undefined {
  for (const attribute of attributes) {
    if (attribute[0] === name && isCore(name, attribute[1])) return attribute[1];
  }
  return undefined;
}

export function textOf(
  name: Exclude<CoreName, "time">,
  attributes: WitAttributes,
): string | undefined {
  return core(name, attributes)?.val as string | undefined;
}

export function timeOf(attributes: WitAttributes): Timestamp | undefined {
  const attribute = core("time", attributes);
  return attribute?.tag === "timestamp" ? timestampFromWit(attribute.val) : undefined;
}

/** An attribute of a kind in which it is not understood is kept like any extension. */
export function extensionsOf(attributes: WitAttributes): Extensions {
  return new Map(
    attributes
      .filter(([name, value]) => !isCore(name, value))
      .map(([name, value]): [string, ExtensionValue] => [name, extensionFromWit(value)]),
  );
}

export function dataFromWit(data: WitData | undefined): EventData | undefined {
  if (data === undefined) return undefined;
  return data.tag === "string"
    ? { kind: "text", text: data.val }
    : { kind: "binary", bytes: data.val };
}

function dataToWit(data: EventData | undefined): WitData | undefined {
  if (data === undefined) return undefined;
  return data.kind === "text"
    ? { tag: "string", val: data.text }
    : { tag: "binary", val: data.bytes };
}

/** A stored event as a component takes it. */
export function eventToWit(event: Event): WitCloudEvent {
  const { id, source, specversion, type } = event;
  return {
    id,
    source,
    specversion,
    type,
    data: dataToWit(event.data),
    attributes: attributesToWit(event),
  };
}

/** A new event as a component gives it: its source is the bare stream. */
export function prospectiveToWit(event: ProspectiveEvent): WitCloudEvent {
  const { id, stream, type } = event;
  return {
    id,
    source: stream,
    specversion: "1.0",
    type,
    data: dataToWit(event.data),
    attributes: attributesToWit(event),
  };
}

/** @throws RangeError for another version of CloudEvents. */
export function prospectiveFromWit(record: WitCloudEvent): ProspectiveEvent {
  if (record.specversion !== "1.0") {
    throw new RangeError(`event ${record.id} has specversion ${record.specversion}; expected 1.0`);
  }
  const { id, source, type, subject, time, dataContentType, dataSchema, data, extensions } =
    new WitEvent(record);
  return { id, stream: source, type, subject, time, dataContentType, dataSchema, data, extensions };
}

type WithAttributes = Pick<
  ProspectiveEvent,
  "subject" | "time" | "dataContentType" | "dataSchema" | "extensions"
>;

function attributesToWit(event: WithAttributes): [string, WitAttributeValue][] {
  const { subject, time, dataContentType, dataSchema, extensions } = event;
  const attributes: [string, WitAttributeValue][] = [];
  if (subject !== undefined) attributes.push(["subject", { tag: "string", val: subject }]);
  if (time !== undefined)
    attributes.push(["time", { tag: "timestamp", val: timestampToWit(time) }]);
  if (dataContentType !== undefined) {
    attributes.push(["datacontenttype", { tag: "string", val: dataContentType }]);
  }
  if (dataSchema !== undefined) attributes.push(["dataschema", { tag: "uri", val: dataSchema }]);
  extensions?.forEach((value, name) => attributes.push([name, extensionToWit(value)]));
  return attributes;
}
