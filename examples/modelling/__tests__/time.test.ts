import { event, Timestamp } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { BorrowBook } from "../src/lending/borrow-book.js";
import { BookBorrowed, BookReturned } from "../src/lending/events.js";
import { Loan } from "../src/lending/loan.js";
import { ReturnBook } from "../src/lending/return-book.js";
import { daysBegun, nextMonth, plusDays } from "../src/time/days.js";

const since = Timestamp.parse("2026-03-02T10:00:00Z");
const due = Timestamp.parse("2026-03-16T10:00:00Z");
const borrowed = event(BookBorrowed, { book: "b1", member: "ada", due }, { time: since });
const at = (text: string) => Timestamp.parse(text);

describe("borrowing a book", () => {
  test("is for fourteen days, by whom the headers name", async () => {
    await given()
      .when(BorrowBook, { book: "b1" }, { at: since, headers: { "X-Member": "ada" } })
      .then(borrowed)
      .conditions(unchanged(Loan, { book: "b1" }));
    await given().when(BorrowBook, { book: "b1" }).rejects("unauthorized", "nobody says");
  });

  test("needs a book that is not lent", () =>
    given(borrowed)
      .when(BorrowBook, { book: "b1" }, { headers: { "x-member": "grace" } })
      .rejects("conflict", "b1 is lent"));
});

describe("returning a book", () => {
  const monday = at("2026-03-23T08:00:00Z");

  test("costs nothing in time, and 30 cents for each day that has begun since", async () => {
    await given(borrowed)
      .when(ReturnBook, { book: "b1" }, { at: due })
      .then(event(BookReturned, { book: "b1", fine: 0n }, { time: due }));
    await given(borrowed)
      .when(ReturnBook, { book: "b1" }, { at: monday })
      .then(event(BookReturned, { book: "b1", fine: 210n }, { time: monday }));
  });

  test("counts when the book was returned, not when that was recorded", async () => {
    const returnedAt = at("2026-03-17T09:00:00+01:00");
    const returned = event(BookReturned, { book: "b1", fine: 30n }, { time: returnedAt });
    await given(borrowed)
      .when(ReturnBook, { book: "b1", returnedAt }, { at: monday })
      .then(returned);
    const loan = given(borrowed, returned).view(Loan, { book: "b1" });
    await loan.asOf("2026-03-17T07:59:59Z").matches({ member: "ada" });
    await loan.asOf("2026-03-17T08:00:00Z").matches({ member: null });
  });

  test("lies neither in the future nor before the loan", async () => {
    const returning = (returnedAt: Timestamp) =>
      given(borrowed).when(ReturnBook, { book: "b1", returnedAt }, { at: monday });
    await returning(at("2026-03-24T00:00:00Z")).rejects("validation", "in the future");
    await returning(at("2026-03-01T00:00:00Z")).rejects("validation", "lent only at");
    await given().when(ReturnBook, { book: "b1" }).rejects("conflict", "not lent");
  });
});

describe("arithmetic with instants", () => {
  test("is exact to the nanosecond, before 1970 as well", () => {
    const instant = at("1969-12-31T23:59:59.999999999Z");
    expect(String(plusDays(instant, 1n))).toBe("1970-01-01T23:59:59.999999999Z");
    expect(String(plusDays(instant, -1n))).toBe("1969-12-30T23:59:59.999999999Z");
  });

  test.each([
    ["2026-03-02T10:00:00Z", 0n],
    ["2026-03-01T00:00:00Z", 0n],
    ["2026-03-02T10:00:00.000000001Z", 1n],
    ["2026-03-03T10:00:00Z", 1n],
    ["2026-03-03T10:00:00.000000001Z", 2n],
  ])("until %s, %s days have begun", (now, days) => {
    expect(daysBegun(since, at(now))).toBe(days);
  });

  test("a calendar is the calendar of UTC", () => {
    expect(String(nextMonth(at("2026-12-31T23:59:59Z")))).toBe("2027-01-01T00:00:00Z");
  });
});
