import { Matches } from "class-validator";
import { DomainEvent, event, IsBigInt, Subject } from "evidentsource-functions";

/** No separator within an id, or one subject could be taken for another. */
export const ID = /^[\w-]{1,60}$/;

/** Amounts are whole cents. */
@DomainEvent("credit.granted", { stream: "credits" })
export class CreditGranted {
  @Subject() @Matches(ID) customer!: string;
  @IsBigInt({ min: 0n }) limit!: bigint;
}

@DomainEvent("order.placed", { stream: "orders" })
export class OrderPlaced {
  @Matches(ID) customer!: string;
  @Matches(ID) order!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;
}

@DomainEvent("order.settled", { stream: "orders" })
export class OrderSettled {
  @Matches(ID) customer!: string;
  @Matches(ID) order!: string;
}

/** The subject of an order: `c1/o7` is one order, and `c1/` the beginning of all orders of `c1`. */
export const orderSubject = (customer: string, order: string): string => `${customer}/${order}`;

export const orderPlaced = (customer: string, order: string, amount: bigint) =>
  event(OrderPlaced, { customer, order, amount }, { subject: orderSubject(customer, order) });

export const orderSettled = (customer: string, order: string) =>
  event(OrderSettled, { customer, order }, { subject: orderSubject(customer, order) });
