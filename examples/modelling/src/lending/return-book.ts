import { IsNotEmpty, IsOptional, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  IsTimestamp,
  StateChangeError,
  Timestamp,
  type Database,
  type StateChangeMetadata,
} from "evidentsource-functions";
import { daysBegun } from "../time/days.js";
import { BookReturned } from "./events.js";
import { Loan } from "./loan.js";

const CENTS_A_DAY = 30n;

/** Books from the letter box are recorded on Monday, but were returned on Saturday. */
@Command("return-book")
export class ReturnBook {
  @IsString() @IsNotEmpty() book!: string;
  @IsOptional() @IsTimestamp() returnedAt?: Timestamp;

  @Decide()
  decide(db: Database, { commandReceivedAt }: StateChangeMetadata) {
    const { book, returnedAt: time = commandReceivedAt } = this;
    const loan = db.view(Loan, { book });
    if (loan?.member == null) throw StateChangeError.conflict(`${book} is not lent`);
    if (time.compare(commandReceivedAt) > 0)
      throw StateChangeError.validation("a book cannot have been returned in the future");
    if (time.compare(loan.since) < 0)
      throw StateChangeError.validation(`${book} was lent only at ${String(loan.since)}`);
    return event(BookReturned, { book, fine: daysBegun(loan.due, time) * CENTS_A_DAY }, { time });
  }
}
