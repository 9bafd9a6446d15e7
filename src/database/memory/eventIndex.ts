import { attributeOf, type AttributeKind, type Selectable } from "../../domain/index.js";
import { compareBytes } from "./compareBytes.js";
import { Posting, type Place } from "./posting.js";
import { SortedList } from "./sortedList.js";

const KINDS = ["stream", "subject", "event-type"] as const satisfies readonly AttributeKind[];

/** The values of one attribute, in order, each with the events that have it. */
class AttributeIndex {
  readonly #postings = new Map<string | null, Posting>();
  readonly #values = new SortedList<string>(compareBytes);

  add(value: string | null, place: Place): void {
    let posting = this.#postings.get(value);
    if (posting === undefined) {
      posting = new Posting();
      this.#postings.set(value, posting);
      if (value !== null) this.#values.add(value);
    }
    posting.push(place);
  }

  of(value: string | null): Posting | undefined {
    return this.#postings.get(value);
  }

  *startingWith(prefix: string): Generator<Posting> {
    for (const value of this.#values.upwards((other) => compareBytes(other, prefix) >= 0)) {
      if (!value.startsWith(prefix)) return;
      const posting = this.#postings.get(value);
      if (posting !== undefined) yield posting;
    }
  }

  /** The values among the events up to a revision, in order. */
  *values(upTo: Place): Generator<string> {
    for (const value of this.#values.upwards(() => true)) {
      const first = this.#postings.get(value)?.first;
      if (first !== undefined && first <= upTo) yield value;
    }
  }
}

/** Which events have which stream, subject and type. */
export class EventIndex {
  /** Every event. */
  readonly all = new Posting();
  readonly #attributes = {
    stream: new AttributeIndex(),
    subject: new AttributeIndex(),
    "event-type": new AttributeIndex(),
  } satisfies Record<AttributeKind, AttributeIndex>;

  add(event: Selectable, place: Place): void {
    this.all.push(place);
    for (const kind of KINDS) this.#attributes[kind].add(attributeOf(event, kind), place);
  }

  /** The events with the value; `null` for those without a subject. */
  of(kind: AttributeKind, value: string | null): Posting | undefined {
    return this.#attributes[kind].of(value);
  }

  /** The events whose value begins with the text, a posting for each value. */
  startingWith(kind: AttributeKind, prefix: string): Iterable<Posting> {
    return this.#attributes[kind].startingWith(prefix);
  }

  values(kind: AttributeKind, upTo: Place): Iterable<string> {
    return this.#attributes[kind].values(upTo);
  }
}
