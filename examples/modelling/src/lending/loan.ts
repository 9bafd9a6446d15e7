import {
  IsTimestamp,
  On,
  parameter,
  Selector,
  StateView,
  Timestamp,
  type Event,
} from "evidentsource-functions";
import { BookBorrowed, BookReturned } from "./events.js";

/** Who has a book, since when and until when. */
@StateView("loan", { selector: Selector.subject(parameter("book")) })
export class Loan {
  member: string | null = null;
  @IsTimestamp() since = new Timestamp(0n);
  @IsTimestamp() due = new Timestamp(0n);

  @On(BookBorrowed)
  borrowed({ member, due }: BookBorrowed, { time }: Event): void {
    this.member = member;
    this.due = due;
    // When it took effect, which may be earlier than when it was recorded.
    if (time) this.since = time;
  }

  @On(BookReturned)
  returned(): void {
    this.member = null;
  }
}
