import type { ValueCodec } from "evidentsource-functions";

const AMOUNT = /^(-?)(\d{1,18})\.(\d\d) ([A-Z]{3})$/;

/** An amount of a currency, in whole hundredths: `12.50 EUR`. */
export class Money {
  constructor(
    readonly hundredths: bigint,
    readonly currency: string,
  ) {}

  /** @throws RangeError for text that is no amount */
  static parse(text: unknown): Money {
    const [, sign, whole, rest, currency] = AMOUNT.exec(String(text)) ?? [];
    if (whole === undefined || rest === undefined || currency === undefined)
      throw new RangeError("an amount is written like 12.50 EUR");
    const hundredths = BigInt(whole) * 100n + BigInt(rest);
    return new Money(sign === "-" ? -hundredths : hundredths, currency);
  }

  plus(other: Money): Money {
    if (other.currency !== this.currency)
      throw new RangeError(`${String(this)} and ${String(other)} have no sum`);
    return new Money(this.hundredths + other.hundredths, this.currency);
  }

  negated(): Money {
    return new Money(-this.hundredths, this.currency);
  }

  /** Parts that differ by a hundredth at most and have exactly this sum; the first ones are the larger. */
  split(parts: number): Money[] {
    const count = BigInt(parts);
    const each = this.hundredths / count;
    const left = this.hundredths % count;
    const step = left < 0n ? -1n : 1n;
    return Array.from({ length: parts }, (_, index) => {
      const more = BigInt(index) < left * step ? step : 0n;
      return new Money(each + more, this.currency);
    });
  }

  toString(): string {
    const digits = String(this.hundredths < 0n ? -this.hundredths : this.hundredths).padStart(
      3,
      "0",
    );
    const sign = this.hundredths < 0n ? "-" : "";
    return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)} ${this.currency}`;
  }
}

/** How amounts stand in JSON, for `@Codec(money)`. */
export const money: ValueCodec<Money, string> = {
  decode: (json) => Money.parse(json),
  encode: (amount) => amount.toString(),
};
