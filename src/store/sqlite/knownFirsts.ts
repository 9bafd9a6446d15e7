import { firstOf, type RowRange } from "../sql/rowRange.js";
import { comparePlaces, type Place } from "./place.js";

/** So many answers are remembered. */
const MOST = 1_000;
/** Longer questions are not remembered. */
const LONGEST = 4_096;

type Look = (range: RowRange) => Place | undefined;

interface Known {
  /** Up to which revision the log was looked at. */
  readonly upTo: number;
  readonly place: Place | undefined;
}

/**
 * What the first event was of those that a question is about. Looking for it takes long where very many
 * values have a beginning, and a log only grows: what is asked again needs but the events since.
 */
export class KnownFirsts {
  readonly #known = new Map<string, Known>();
  readonly #since: number;

  /** @param since so many events are gone through that the log has got since; with more, it is looked anew */
  constructor(since: number) {
    this.#since = since;
  }

  /**
   * The place of the first event within a range.
   * @param question of which events, whatever the range
   * @param look looks for it in any range
   * @param lookSince the same for ranges of few events
   */
  find(question: string, range: RowRange, look: Look, lookSince: Look): Place | undefined {
    if (!isRemembered(range) || question.length > LONGEST) return look(range);
    const key = `${range.order ?? ""} ${range.direction ?? ""} ${question}`;
    const known = this.#known.get(key);
    if (known === undefined || range.upTo > known.upTo + this.#since) {
      const place = look(range);
      // Where nothing is found, the last one may lie before the range.
      if (place !== undefined || range.after === 0) this.#remember(key, range.upTo, place);
      return place;
    }
    if (range.upTo <= known.upTo) {
      if (known.place !== undefined && known.place.revision > range.upTo) return look(range);
      return within(range, known.place);
    }
    const later = lookSince({ ...range, after: known.upTo });
    const place = firstOf([known.place, later], range, comparePlaces);
    this.#remember(key, range.upTo, place);
    return within(range, place);
  }

  #remember(key: string, upTo: number, place: Place | undefined): void {
    this.#known.delete(key);
    const [oldest] = this.#known.size >= MOST ? this.#known.keys() : [];
    if (oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, { upTo, place });
  }

  /** Forgets everything: what was found in a transaction that was rolled back is not there. */
  forget(): void {
    this.#known.clear();
  }
}

/** Nothing, if what comes first in the log up to the range's end lies before the range. */
const within = ({ after }: RowRange, place: Place | undefined): Place | undefined =>
  place !== undefined && place.revision > after ? place : undefined;

/** Whether the first event of a range is the first one up to its end, or the last one, wherever it begins. */
function isRemembered({ after, effectiveFrom, effectiveUpTo, beyond, order, direction }: RowRange) {
  if (effectiveFrom !== undefined || effectiveUpTo !== undefined || beyond !== undefined)
    return false;
  return after === 0 || (order !== "effective-time" && direction === "reverse");
}
