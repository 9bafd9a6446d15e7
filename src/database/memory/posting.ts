import { firstIndex, SortedList } from "./sortedList.js";

/** Revisions as an index holds them; memory ends long before 2^53 events. */
export type Place = number;

/** Between which revisions places are asked for. */
export interface PlaceRange {
  readonly after: Place;
  readonly upTo: Place;
}

/** The revisions of the events that share a value of an attribute. */
export class Posting {
  readonly #places: Place[] = [];
  #inTime: SortedList<Place> | undefined;
  /** How many of the places stand in `#inTime`. */
  #timed = 0;

  get size(): number {
    return this.#places.length;
  }

  get first(): Place | undefined {
    return this.#places[0];
  }

  /** Takes the revision of a new event, which is the highest. */
  push(place: Place): void {
    this.#places.push(place);
  }

  *upwards({ after, upTo }: PlaceRange): Generator<Place> {
    let index = firstIndex(this.#places, (place) => place > after);
    for (;;) {
      const place = this.#places[index++];
      if (place === undefined || place > upTo) return;
      yield place;
    }
  }

  *downwards({ after, upTo }: PlaceRange): Generator<Place> {
    let index = firstIndex(this.#places, (place) => place > upTo);
    for (;;) {
      const place = this.#places[--index];
      if (place === undefined || place <= after) return;
      yield place;
    }
  }

  /** The places in effective-time order; kept from the first time that they are asked for. */
  inTime(compare: (a: Place, b: Place) => number): SortedList<Place> {
    this.#inTime ??= new SortedList(compare);
    for (; this.#timed < this.#places.length; this.#timed++) {
      const place = this.#places[this.#timed];
      if (place !== undefined) this.#inTime.add(place);
    }
    return this.#inTime;
  }
}
