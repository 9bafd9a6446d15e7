import { IsNotEmpty, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type StateChangeMetadata,
} from "evidentsource-functions";
import { plusDays } from "../time/days.js";
import { BookBorrowed } from "./events.js";
import { Loan } from "./loan.js";

const DAYS = 14n;

/** Whoever sends it borrows; the gateway in front of the platform says who that is. */
@Command("borrow-book")
export class BorrowBook {
  @IsString() @IsNotEmpty() book!: string;

  @Decide()
  decide(db: Database, { headers, commandReceivedAt }: StateChangeMetadata) {
    const { book } = this;
    const member = headers.get("x-member");
    if (member === undefined) throw StateChangeError.unauthorized("nobody says who borrows");
    const holder = db.view(Loan, { book })?.member ?? null;
    if (holder !== null) throw StateChangeError.conflict(`${book} is lent`);
    return event(BookBorrowed, { book, member, due: plusDays(commandReceivedAt, DAYS) });
  }
}
