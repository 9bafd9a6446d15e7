import { event, Timestamp } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import {
  PurchaseCancelled,
  PurchasePaid,
  PurchaseRequested,
  PurchaseShipped,
} from "../src/fulfilment/events.js";
import { ExpirePurchase } from "../src/fulfilment/expire-purchase.js";
import { Purchase } from "../src/fulfilment/purchase.js";
import { PurchasesToPay } from "../src/fulfilment/purchases-to-pay.js";
import { RecordPayment } from "../src/fulfilment/record-payment.js";
import { RecordShipment } from "../src/fulfilment/record-shipment.js";
import { RequestPurchase } from "../src/fulfilment/request-purchase.js";

const payBy = Timestamp.parse("2026-01-04T09:00:00Z");
const requested = (purchase: string) => event(PurchaseRequested, { purchase, amount: 5n, payBy });
const paid = event(PurchasePaid, { purchase: "p1", payment: "pay-1" });
const cancelled = event(PurchaseCancelled, { purchase: "p1", reason: "not paid in time" });
const shipped = event(PurchaseShipped, { purchase: "p1" });

test("a purchase is to be paid within three days", async () => {
  await given()
    .when(RequestPurchase, { purchase: "p1", amount: 5n }, { at: "2026-01-01T09:00:00Z" })
    .then(requested("p1"));
  await given(requested("p1"))
    .when(RequestPurchase, { purchase: "p1", amount: 5n })
    .rejects("conflict", "requested already");
});

test("the to-do list has what is neither paid nor cancelled", async () => {
  await given(requested("p1"), requested("p2"), paid)
    .view(PurchasesToPay)
    .equals({ purchases: [{ purchase: "p2", amount: 5n, payBy }] });
  await given(requested("p1"), cancelled).view(PurchasesToPay).equals({ purchases: [] });
});

test("a payment that is told twice is recorded once", async () => {
  const payment = { purchase: "p1", payment: "pay-1" };
  await given(requested("p1"))
    .when(RecordPayment, payment)
    .then(paid)
    .conditions(unchanged(Purchase, { purchase: "p1" }));
  await given(requested("p1"), paid)
    .when(RecordPayment, payment)
    .rejects("conflict", "p1 is to ship by pay-1");
});

test("a purchase expires only when it is time, whenever the timer rings", async () => {
  await given(requested("p1"))
    .when(ExpirePurchase, { purchase: "p1" }, { at: "2026-01-04T08:59:59.999999999Z" })
    .rejects("conflict", "p1 may be paid until 2026-01-04T09:00:00Z");
  await given(requested("p1"))
    .when(ExpirePurchase, { purchase: "p1" }, { at: payBy })
    .then(cancelled);
  await given(requested("p1"), paid)
    .when(ExpirePurchase, { purchase: "p1" }, { at: payBy })
    .rejects("conflict", "p1 is to ship");
});

test("only what is paid is shipped, and once", async () => {
  await given(requested("p1"))
    .when(RecordShipment, { purchase: "p1" })
    .rejects("conflict", "to pay");
  await given(requested("p1"), paid).when(RecordShipment, { purchase: "p1" }).then(shipped);
  await given(requested("p1"), paid, shipped)
    .when(RecordShipment, { purchase: "p1" })
    .rejects("conflict", "p1 is shipped");
  await given().when(RecordShipment, { purchase: "p1" }).rejects("not-found", "p1");
});

test("a payment that comes after the cancellation is told to the sender, who pays it back", () =>
  given(requested("p1"), cancelled)
    .when(RecordPayment, { purchase: "p1", payment: "pay-1" })
    .rejects("conflict", "p1 is cancelled"));
