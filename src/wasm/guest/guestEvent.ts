import { natives } from "../../codec/index.js";
import { streamOfSource, type Event } from "../../domain/index.js";
import { dataFromWit, extensionsOf, textOf, timeOf, WitEvent } from "../wit/event.js";
import type { WitCloudEvent } from "../wit/wit.js";

/** Members that mean the same in both shapes stay the engine's own, which are faster. */
const SHARED = ["id", "source", "specversion", "type"] as const;

/** The stored event of a record that a component is given. */
export type EventOf = (record: WitCloudEvent) => Event;

/**
 * Whether this engine's records are stored events already, so that none has to be made for each: their
 * prototype has been replaced.
 */
export const recordsAreEvents: boolean = replacePrototype();

export const guestEvent: EventOf = recordsAreEvents
  ? (record) => record as object as Event
  : (record) => new WitEvent(record);

function replacePrototype(): boolean {
  const { eventPrototype, setEventPrototype } = natives;
  if (eventPrototype === undefined || setEventPrototype === undefined) return false;
  const own = Object.getOwnPropertyDescriptors(eventPrototype as WitCloudEvent);
  const attributesOf = getter(own.attributes);
  const dataOf = getter(own.data);
  const members: Omit<Event, (typeof SHARED)[number]> & ThisType<WitCloudEvent> = {
    get stream() {
      return streamOfSource(this.source);
    },
    get subject() {
      return textOf("subject", attributesOf(this));
    },
    get time() {
      return timeOf(attributesOf(this));
    },
    get dataContentType() {
      return textOf("datacontenttype", attributesOf(this));
    },
    get dataSchema() {
      return textOf("dataschema", attributesOf(this));
    },
    get data() {
      return dataFromWit(dataOf(this));
    },
    get extensions() {
      return extensionsOf(attributesOf(this));
    },
  };
  for (const name of SHARED) Object.defineProperty(members, name, own[name]);
  // Records do not have it, but quickjs reads it without lifting the other attributes.
  const { subject } = own as { readonly subject?: PropertyDescriptor };
  if (subject !== undefined) Object.defineProperty(members, "subject", subject);
  setEventPrototype(members);
  return true;
}

/** The getter of a native property as a function of the record. */
function getter<T>(property: TypedPropertyDescriptor<T> | undefined): (record: object) => T {
  const get = property?.get as () => T;
  return (record) => Reflect.apply(get, record, []);
}
