import { Type } from "class-transformer";
import { IsOptional } from "class-validator";
import { Codec, IsBigInt, IsTimestamp, Timestamp, type ValueCodec } from "evidentsource-functions";

/** Classes that random states hold. */
export class Line {
  qty = 0;
  note?: string;
  @Type(() => Date) on?: Date;
}

export class GiftLine extends Line {
  message = "for you";
}

export class Priced {
  qty = 1;
  @IsOptional() @IsBigInt() cents = 5n;
  total(): bigint {
    return BigInt(this.qty) * this.cents;
  }
}

export class WithHidden {
  #n = 0;
  unit = "pieces";
  add(): number {
    return (this.#n += 1);
  }
}

export class WithAccessor {
  accessor count = 0;
  unit = "pieces";
}

export class HiddenBase {
  #n = 0;
  tick(): number {
    return (this.#n += 1);
  }
}

export class PlainBase {
  base = 0;
  tick(): number {
    return (this.base += 1);
  }
}

export class Bag {
  @Type(() => Line) lines: Line[] = [];
  @Type(() => Number) counts: Map<string, number> = new Map<string, number>();
  @IsOptional() @IsTimestamp() last: Timestamp | null = null;
}

/** A value that insists on its arguments. */
export class Money {
  readonly #cents: bigint;
  constructor(
    cents: bigint,
    readonly currency: string,
  ) {
    if (typeof cents !== "bigint" || currency.length !== 3) throw new RangeError("no amount");
    this.#cents = cents;
  }
  plus(cents: bigint): Money {
    return new Money(this.#cents + cents, this.currency);
  }
  toString(): string {
    return `${String(this.#cents)} ${this.currency}`;
  }
}

export const money: ValueCodec<Money, { currency: string; cents: string }> = {
  decode: ({ cents, currency }) => new Money(BigInt(cents), currency),
  encode: (value) => {
    const [cents = "", currency = ""] = value.toString().split(" ");
    return { currency, cents };
  },
};

export class Wallet {
  @IsOptional() @Codec(money) held: Money | null = null;
}
