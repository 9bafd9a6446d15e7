import { IsNotEmpty, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type StateChangeMetadata,
} from "evidentsource-functions";
import { PurchaseCancelled } from "./events.js";
import { purchaseOf } from "./purchase.js";

/** Sent by a timer outside; the decision, not the timer, says whether it is time. */
@Command("expire-purchase")
export class ExpirePurchase {
  @IsString() @IsNotEmpty() purchase!: string;

  @Decide()
  decide(db: Database, { commandReceivedAt }: StateChangeMetadata) {
    const { purchase } = this;
    const { step, payBy } = purchaseOf(db, purchase);
    if (step !== "to pay") throw StateChangeError.conflict(`${purchase} is ${step}`);
    if (commandReceivedAt.compare(payBy) < 0)
      throw StateChangeError.conflict(`${purchase} may be paid until ${String(payBy)}`);
    return event(PurchaseCancelled, { purchase, reason: "not paid in time" });
  }
}
