import {
  DomainEvent,
  event,
  On,
  parameter,
  Selector,
  StateView,
  Subject,
} from "evidentsource-functions";
import { given, SpecFailure } from "evidentsource-functions/testing";
import { Type } from "class-transformer";
import { IsDate, IsInt, IsString, ValidateNested } from "class-validator";

class Seat {
  @IsString() row!: string;
  @IsInt() place!: number;
}

class Ticket {
  @ValidateNested() @Type(() => Seat) seat!: Seat;
  @IsInt() cents!: number;
}

@DomainEvent("ticket.sold", { stream: "tickets" })
class TicketSold {
  @Subject() @IsString() show!: string;
  @ValidateNested() @Type(() => Ticket) ticket!: Ticket;
  @IsDate() @Type(() => Date) at!: Date;
}

@StateView("sold", { selector: Selector.subject(parameter("show")) })
class Sold {
  @Type(() => Ticket) first: Ticket | null = null;
  @Type(() => Ticket) tickets: Ticket[] = [];
  @Type(() => Date) at: Date | null = null;

  @On(TicketSold) sold({ ticket, at }: TicketSold): void {
    if (this.first === null) this.first = ticket;
    else this.tickets.push(ticket);
    this.at = at;
  }
}

const at = new Date("2026-05-01T00:00:00Z");
const ticket = { seat: { row: "C", place: 4 }, cents: 1_500 };
const sale = event(TicketSold, { show: "Lear", ticket, at });
const sold = given(sale, sale);
const state = () => sold.view(Sold, { show: "Lear" });

/** In process a failure is thrown at once. */
const refused = (spec: () => Promise<void>) =>
  expect((async () => spec())()).rejects.toThrow(SpecFailure);

describe("of a state some may be said", () => {
  test("parts of nested values need not be whole, at any depth", async () => {
    await state().matches({ first: { seat: { row: "C" } } });
    await state().matches({ first: { cents: 1_500 }, at });
    await refused(() => state().matches({ first: { seat: { row: "D" } } }));
  });

  test("lists have all their items, of each of which some may be said", async () => {
    await state().matches({ tickets: [ticket] });
    await state().matches({ tickets: [{ seat: { row: "C" } }] });
    await refused(() => state().matches({ tickets: [] }));
    await refused(() => state().matches({ tickets: [ticket, ticket] }));
    // @ts-expect-error -- no list
    await refused(() => state().matches({ tickets: ticket }));
  });

  test("the compiler refuses what is no part", async () => {
    // @ts-expect-error -- no property of a seat
    await refused(() => state().matches({ first: { seat: { column: 4 } } }));
    // @ts-expect-error -- no part of a date
    await refused(() => state().matches({ at: {} }));
  });
});
