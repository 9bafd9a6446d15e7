import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsNotEmpty, IsString } from "class-validator";
import {
  Codec,
  Command,
  Decide,
  event,
  Selector,
  StateChangeError,
  type Database,
} from "evidentsource-functions";
import { ExpenseSplit, ShareBooked } from "./events.js";
import { Money, money } from "./money.js";

/** Somebody paid for several people: each owes a share, and the shares are the whole to the cent. */
@Command("split-expense")
export class SplitExpense {
  @IsString() @IsNotEmpty() expense!: string;
  @IsString() @IsNotEmpty() paidBy!: string;
  @Codec(money) amount!: Money;
  @ArrayNotEmpty() @ArrayMaxSize(50) @ArrayUnique() @IsString({ each: true }) people!: string[];

  @Decide()
  decide(db: Database) {
    const { expense, paidBy, amount, people } = this;
    if (amount.hundredths <= 0n)
      throw StateChangeError.validation("an expense is a positive amount");
    const [known] = db.events(ExpenseSplit, Selector.subject(expense), { limit: 1 });
    if (known !== undefined) throw StateChangeError.conflict(`${expense} is split already`);
    const shares = amount.split(people.length);
    return [
      event(ExpenseSplit, { expense, paidBy, amount }),
      event(ShareBooked, { person: paidBy, expense, amount: amount.negated() }),
      ...shares.map((share, index) =>
        event(ShareBooked, { person: people[index] ?? "", expense, amount: share }),
      ),
    ];
  }
}
