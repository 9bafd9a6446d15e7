import { IsInt, IsNotEmpty, IsOptional, IsPositive, IsString, Max } from "class-validator";
import { Expose } from "class-transformer";
import {
  Command,
  Decide,
  DomainEvent,
  event,
  On,
  Selector,
  StateView,
  Subject,
  type ProspectiveEvent,
} from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";

/** What `docs/guides/changing.md` says of each change, for an event that is stored in its old form. */
@DomainEvent("seat.booked", { stream: "seats" })
class SeatBooked {
  @Subject() @IsString() @IsNotEmpty() seat!: string;
  /** Was called `row` in the class of old. */
  @Expose({ name: "row" }) @IsInt() rowNumber!: number;
  /** Came later. */
  @IsOptional() @IsInt() @IsPositive() places = 1;
}

/** The same type with a rule that old events break. */
@DomainEvent("seat.priced", { stream: "seats" })
class SeatPriced {
  @Subject() @IsString() seat!: string;
  @IsInt() @Max(100) price!: number;
}

@StateView("changed-seats", { selector: Selector.stream("seats") })
class Seats {
  row = 0;
  places = 0;

  @On(SeatBooked) booked({ rowNumber, places }: SeatBooked): void {
    this.row = rowNumber;
    this.places += places;
  }
}

@StateView("changed-prices", { selector: Selector.stream("seats") })
class Prices {
  price = 0;

  @On(SeatPriced) priced({ price }: SeatPriced): void {
    this.price = price;
  }
}

@Command("change-seat")
class ChangeSeat {
  @IsString() seat!: string;
  @IsOptional() @IsInt() places?: number;

  @Decide() decide() {
    return event(SeatBooked, { seat: this.seat, rowNumber: 1, places: this.places ?? 1 });
  }
}

const stored = (type: string, data: object): ProspectiveEvent => ({
  id: "e1",
  stream: "seats",
  type,
  subject: "s1",
  dataContentType: "application/json",
  data: { kind: "text", text: JSON.stringify(data) },
});

test("a property that was renamed in the class, one that came later and one that is gone do no harm", () =>
  given(stored("seat.booked", { seat: "s1", row: 7, colour: "red" }))
    .view(Seats)
    .equals({ row: 7, places: 1 }));

test("a rule that was tightened stops the fold of events that break it", () => {
  const view = given(stored("seat.priced", { seat: "s1", price: 200 })).view(Prices);
  expect(() => view.matches({ price: 200 })).toThrow("price must not be greater than 100");
});

test("a command may lack what is optional, and may not have what is unknown", async () => {
  const booked = event(SeatBooked, { seat: "s1", rowNumber: 1, places: 1 });
  await given().when(ChangeSeat, { seat: "s1" }).then(booked);
  const unknown = Object.assign(new ChangeSeat(), { seat: "s1", colour: "red" });
  await given().when(ChangeSeat, unknown).rejects("validation", "colour");
});
