import { IsNotEmpty, IsString } from "class-validator";
import { Codec, DomainEvent, Subject } from "evidentsource-functions";
import { Money, money } from "./money.js";

@DomainEvent("expense.split", { stream: "expenses" })
export class ExpenseSplit {
  @Subject() @IsString() @IsNotEmpty() expense!: string;
  @IsString() @IsNotEmpty() paidBy!: string;
  @Codec(money) amount!: Money;
}

/** Somebody owes another a share of an expense. Negative for the one who paid it. */
@DomainEvent("share.booked", { stream: "expenses" })
export class ShareBooked {
  @Subject() @IsString() @IsNotEmpty() person!: string;
  @IsString() @IsNotEmpty() expense!: string;
  @Codec(money) amount!: Money;
}
