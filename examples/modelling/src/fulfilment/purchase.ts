import {
  IsTimestamp,
  On,
  parameter,
  Selector,
  StateChangeError,
  StateView,
  Timestamp,
  type Database,
} from "evidentsource-functions";
import { PurchaseCancelled, PurchasePaid, PurchaseRequested, PurchaseShipped } from "./events.js";

/** Where one purchase stands. */
@StateView("purchase", { selector: Selector.subject(parameter("purchase")) })
export class Purchase {
  step: "to pay" | "to ship" | "shipped" | "cancelled" = "to pay";
  payment: string | null = null;
  @IsTimestamp() payBy = new Timestamp(0n);

  @On(PurchaseRequested)
  requested({ payBy }: PurchaseRequested): void {
    this.payBy = payBy;
  }

  @On(PurchasePaid)
  paid({ payment }: PurchasePaid): void {
    this.payment = payment;
    this.step = "to ship";
  }

  @On(PurchaseShipped)
  sent(): void {
    this.step = "shipped";
  }

  @On(PurchaseCancelled)
  cancelled(): void {
    this.step = "cancelled";
  }
}

/** The purchase, which must be there. */
export function purchaseOf(db: Database, purchase: string): Purchase {
  const found = db.view(Purchase, { purchase });
  if (!found) throw StateChangeError.notFound(`purchase ${purchase}`);
  return found;
}
