import { event } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { Credit } from "../src/credit/credit.js";
import { CreditGranted, orderPlaced, orderSettled } from "../src/credit/events.js";
import { GrantCredit } from "../src/credit/grant-credit.js";
import { OpenOrders } from "../src/credit/open-orders.js";
import { Order } from "../src/credit/order.js";
import { PlaceOrder } from "../src/credit/place-order.js";
import { SettleOrder } from "../src/credit/settle-order.js";

const granted = event(CreditGranted, { customer: "c1", limit: 100n });
const placing = { customer: "c1", order: "o2", amount: 60n };

test("all open orders of a customer stay within the credit", async () => {
  await given(granted)
    .when(PlaceOrder, placing)
    .then(orderPlaced("c1", "o2", 60n));
  await given(granted, orderPlaced("c1", "o1", 50n))
    .when(PlaceOrder, placing)
    .rejects("conflict", "only 50 cents of credit are left");
  await given(granted, orderPlaced("c1", "o1", 50n), orderSettled("c1", "o1"))
    .when(PlaceOrder, placing)
    .then(orderPlaced("c1", "o2", 60n));
});

test("orders of others do not count, not even of those whose id begins alike", () =>
  given(granted, orderPlaced("c10", "o1", 90n))
    .when(PlaceOrder, placing)
    .then(orderPlaced("c1", "o2", 60n)));

test("without credit nothing can be ordered", () =>
  given().when(PlaceOrder, placing).rejects("conflict", "only 0 cents"));

test("an order holds only if no order of the customer and no credit has changed", () =>
  given(granted)
    .when(PlaceOrder, placing)
    .conditions(
      unchanged(Order, { order: "c1/o2" }),
      unchanged(Credit, { customer: "c1" }),
      unchanged(OpenOrders, { orders_of: "c1/" }),
    ));

test("settling one order waits for no other", async () => {
  const open = given(granted, orderPlaced("c1", "o1", 50n), orderPlaced("c1", "o2", 10n));
  await open
    .when(SettleOrder, { customer: "c1", order: "o1" })
    .then(orderSettled("c1", "o1"))
    .conditions(unchanged(Order, { order: "c1/o1" }));
  await open.when(SettleOrder, { customer: "c1", order: "o9" }).rejects("not-found", "o9");
});

test("an order is placed once and settled once", async () => {
  const settled = given(granted, orderPlaced("c1", "o2", 60n), orderSettled("c1", "o2"));
  await settled.when(PlaceOrder, placing).rejects("conflict", "there already");
  await settled
    .when(SettleOrder, { customer: "c1", order: "o2" })
    .rejects("conflict", "settled already");
});

test("credit that is lowered leaves open orders as they are", () =>
  given(granted, orderPlaced("c1", "o1", 90n), event(CreditGranted, { customer: "c1", limit: 10n }))
    .when(PlaceOrder, placing)
    .rejects("conflict", "only 0 cents"));

test("credit is granted without looking at anything", () =>
  given(granted).when(GrantCredit, { customer: "c1", limit: 5n }).conditions());
