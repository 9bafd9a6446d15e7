import { Matches } from "class-validator";
import {
  Command,
  Decide,
  IsBigInt,
  StateChangeError,
  type Database,
} from "evidentsource-functions";
import { Credit } from "./credit.js";
import { ID, orderPlaced, orderSubject } from "./events.js";
import { OpenOrders } from "./open-orders.js";
import { Order } from "./order.js";

/** All open orders of a customer together stay within the customer's credit. */
@Command("place-order")
export class PlaceOrder {
  @Matches(ID) customer!: string;
  @Matches(ID) order!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;

  @Decide()
  decide(db: Database) {
    const { customer, order, amount } = this;
    if (db.view(Order, { order: orderSubject(customer, order) }))
      throw StateChangeError.conflict(`order ${order} is there already`);
    const limit = db.view(Credit, { customer })?.limit ?? 0n;
    const open = db.view(OpenOrders, { orders_of: `${customer}/` })?.total ?? 0n;
    if (open + amount > limit) {
      const left = limit - open;
      throw StateChangeError.conflict(
        `only ${String(left > 0n ? left : 0n)} cents of credit are left`,
      );
    }
    return orderPlaced(customer, order, amount);
  }
}
