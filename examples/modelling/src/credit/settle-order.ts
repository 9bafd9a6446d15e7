import { Matches } from "class-validator";
import { Command, Decide, StateChangeError, type Database } from "evidentsource-functions";
import { ID, orderSettled, orderSubject } from "./events.js";
import { Order } from "./order.js";

/** Reads one order alone, so that two orders of a customer can be settled at the same moment. */
@Command("settle-order")
export class SettleOrder {
  @Matches(ID) customer!: string;
  @Matches(ID) order!: string;

  @Decide()
  decide(db: Database) {
    const { customer, order } = this;
    const found = db.view(Order, { order: orderSubject(customer, order) });
    if (!found) throw StateChangeError.notFound(`order ${order}`);
    if (found.settled) throw StateChangeError.conflict(`order ${order} is settled already`);
    return orderSettled(customer, order);
  }
}
