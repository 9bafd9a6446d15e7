import { Type } from "class-transformer";
import { IsBigInt, IsTimestamp, On, StateView, Timestamp } from "evidentsource-functions";
import { PurchaseCancelled, PurchasePaid, PurchaseRequested } from "./events.js";

export class ToPay {
  purchase = "";
  @IsBigInt() amount = 0n;
  @IsTimestamp() payBy = new Timestamp(0n);
}

/** The to-do list of whoever collects payments: what has been requested, and neither paid nor cancelled. */
@StateView("purchases-to-pay")
export class PurchasesToPay {
  @Type(() => ToPay) purchases: ToPay[] = [];

  @On(PurchaseRequested)
  requested({ purchase, amount, payBy }: PurchaseRequested): void {
    this.purchases.push(Object.assign(new ToPay(), { purchase, amount, payBy }));
  }

  @On(PurchasePaid, PurchaseCancelled)
  done({ purchase }: PurchasePaid | PurchaseCancelled): void {
    this.purchases = this.purchases.filter((open) => open.purchase !== purchase);
  }
}
