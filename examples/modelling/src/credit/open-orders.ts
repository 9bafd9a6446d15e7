import { IsBigInt, On, parameter, Selector, StateView } from "evidentsource-functions";
import { OrderPlaced, OrderSettled } from "./events.js";

/** What a customer's orders have left open, read by the beginning that their subjects share: `c1/`. */
@StateView("open-orders", { selector: Selector.subjectStartsWith(parameter("orders_of")) })
export class OpenOrders {
  @IsBigInt({}, { each: true }) amounts: Map<string, bigint> = new Map<string, bigint>();

  @On(OrderPlaced)
  placed({ order, amount }: OrderPlaced): void {
    this.amounts.set(order, amount);
  }

  @On(OrderSettled)
  settled({ order }: OrderSettled): void {
    this.amounts.delete(order);
  }

  get total(): bigint {
    let total = 0n;
    for (const amount of this.amounts.values()) total += amount;
    return total;
  }
}
