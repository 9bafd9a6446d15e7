import type { ValueCodec } from "../../../src/index.js";

/** An amount whose constructor insists on its arguments, and whose cents nobody else sees. */
export class Money {
  readonly #cents: bigint;

  constructor(
    cents: bigint,
    readonly currency: string,
  ) {
    if (typeof cents !== "bigint" || !/^[A-Z]{3}$/.test(currency))
      throw new RangeError("an amount needs cents and a currency");
    this.#cents = cents;
  }

  static parse(text: string): Money {
    const [, cents, currency] = /^(-?\d+) ([A-Z]{3})$/.exec(text) ?? [];
    if (cents === undefined || currency === undefined)
      throw new RangeError(`"${text}" is no amount like "12 EUR"`);
    return new Money(BigInt(cents), currency);
  }

  plus(other: Money): Money {
    return new Money(this.#cents + other.#cents, this.currency);
  }

  toString(): string {
    return `${String(this.#cents)} ${this.currency}`;
  }
}

export const money: ValueCodec<Money, string> = {
  decode: (json) => Money.parse(json),
  encode: (value) => value.toString(),
};

/** A value that is an object in JSON. */
export class Range {
  constructor(
    readonly from: number,
    readonly to: number,
  ) {
    if (!(from <= to)) throw new RangeError("a range ends after it begins");
  }
}

export const range: ValueCodec<Range, { to: number; from: number }> = {
  decode: ({ from, to }) => new Range(from, to),
  // Not in the order of the class: nobody may put it in order.
  encode: ({ from, to }) => ({ to, from }),
};
