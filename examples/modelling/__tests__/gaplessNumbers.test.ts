import { event, Selector } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { DraftInvoice } from "../src/invoices/draft-invoice.js";
import { InvoiceDrafted, InvoiceIssued, InvoiceNumberAssigned } from "../src/invoices/events.js";
import { Invoice } from "../src/invoices/invoice.js";
import { IssueInvoice } from "../src/invoices/issue-invoice.js";

const first = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const second = "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12";
const series = "invoices-2026";
const drafted = (invoice: string) => event(InvoiceDrafted, { invoice, customer: "c1" });
const issued = (invoice: string, number: number, of = series) => [
  event(InvoiceNumberAssigned, { series: of, number, invoice }),
  event(InvoiceIssued, { invoice, number: `${of}-00000${String(number)}` }),
];

test("numbers begin with 1 and follow each other", async () => {
  await given(drafted(first))
    .when(IssueInvoice, { invoice: first })
    .then(...issued(first, 1));
  await given(drafted(first), ...issued(first, 1), drafted(second))
    .when(IssueInvoice, { invoice: second })
    .then(...issued(second, 2));
});

test("each year has a series of its own", () =>
  given(drafted(first), ...issued(first, 1), drafted(second))
    .when(IssueInvoice, { invoice: second }, { at: "2027-01-01T00:00:00Z" })
    .then(...issued(second, 1, "invoices-2027")));

test("two invoices that are issued at once cannot get one number", () => {
  const numbers = Selector.subject(series).and(Selector.eventType("invoice-number.assigned"));
  return given(drafted(first))
    .when(IssueInvoice, { invoice: first })
    .conditions(unchanged(Invoice, { invoice: first }), unchanged(numbers));
});

test("a refused command takes no number", async () => {
  await given().when(IssueInvoice, { invoice: first }).rejects("not-found");
  await given(drafted(first), ...issued(first, 1))
    .when(IssueInvoice, { invoice: first })
    .rejects("conflict", "it is issued as invoices-2026-000001");
});

test("a draft waits for nobody but itself", async () => {
  await given()
    .when(DraftInvoice, { invoice: first, customer: "c1" })
    .then(drafted(first))
    .conditions(unchanged(Invoice, { invoice: first }));
  await given(drafted(first))
    .when(DraftInvoice, { invoice: first, customer: "c1" })
    .rejects("conflict", "already");
});
