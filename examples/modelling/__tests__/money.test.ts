import { event } from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";
import { Debts } from "../src/expenses/debts.js";
import { ExpenseSplit, ShareBooked } from "../src/expenses/events.js";
import { Money } from "../src/expenses/money.js";
import { SplitExpense } from "../src/expenses/split-expense.js";

const eur = (text: string) => Money.parse(`${text} EUR`);
const share = (person: string, amount: string, expense = "dinner") =>
  event(ShareBooked, { person, expense, amount: eur(amount) });
const people = ["ada", "grace", "edsger"];
const dinner = { expense: "dinner", paidBy: "ada", amount: eur("100.00"), people };

test("shares are the whole to the cent", () =>
  given()
    .when(SplitExpense, dinner)
    .then(
      event(ExpenseSplit, { expense: "dinner", paidBy: "ada", amount: eur("100.00") }),
      share("ada", "-100.00"),
      share("ada", "33.34"),
      share("grace", "33.33"),
      share("edsger", "33.33"),
    ));

test("an expense is split once, and is a positive amount", async () => {
  await given(event(ExpenseSplit, { expense: "dinner", paidBy: "ada", amount: eur("1.00") }))
    .when(SplitExpense, dinner)
    .rejects("conflict", "split already");
  await given()
    .when(SplitExpense, { ...dinner, amount: eur("-1.00") })
    .rejects("validation", "positive");
});

test("debts are kept by currency", () =>
  given(
    share("ada", "33.34"),
    share("ada", "-0.34", "change"),
    event(ShareBooked, { person: "ada", expense: "taxi", amount: Money.parse("7.05 CHF") }),
  )
    .view(Debts, { person: "ada" })
    .equals({
      byCurrency: new Map([
        ["EUR", eur("33.00")],
        ["CHF", Money.parse("7.05 CHF")],
      ]),
    }));

test.each(["12.5 EUR", "12,50 EUR", "12.50", "12.50 eur", ""])("%p is no amount", (text) => {
  expect(() => Money.parse(text)).toThrow("12.50 EUR");
});

test.each([
  ["100.00", 3],
  ["-100.00", 3],
  ["0.02", 5],
  ["-0.02", 5],
  ["9999999999999999.99", 7],
])("%s in %s parts is the whole, and no part is larger by more than a cent", (text, parts) => {
  const amounts = eur(text)
    .split(parts)
    .map(({ hundredths }) => hundredths);
  expect(amounts.reduce((sum, part) => sum + part, 0n)).toBe(eur(text).hundredths);
  const sorted = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  expect((sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n)).toBeLessThanOrEqual(1n);
});
