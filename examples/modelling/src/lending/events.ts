import { IsNotEmpty, IsString } from "class-validator";
import { DomainEvent, IsBigInt, IsTimestamp, Subject, Timestamp } from "evidentsource-functions";

@DomainEvent("book.borrowed", { stream: "lending" })
export class BookBorrowed {
  @Subject() @IsString() @IsNotEmpty() book!: string;
  @IsString() @IsNotEmpty() member!: string;
  @IsTimestamp() due!: Timestamp;
}

@DomainEvent("book.returned", { stream: "lending" })
export class BookReturned {
  @Subject() @IsString() @IsNotEmpty() book!: string;
  /** In whole cents; what it was on that day, whatever the rates become. */
  @IsBigInt({ min: 0n }) fine!: bigint;
}
