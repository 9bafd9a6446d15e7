import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { PurchasePaid } from "./events.js";
import { purchaseOf } from "./purchase.js";

/** Tells what has happened outside. It may be told twice: only the first time is an event. */
@Command("record-payment")
export class RecordPayment {
  @IsString() @IsNotEmpty() purchase!: string;
  @IsString() @IsNotEmpty() payment!: string;

  @Decide()
  decide(db: Database) {
    const { purchase, payment } = this;
    const { step, payment: known } = purchaseOf(db, purchase);
    if (step !== "to pay") {
      const by = known === null ? "" : ` by ${known}`;
      throw StateChangeError.conflict(`${purchase} is ${step}${by}`);
    }
    return event(PurchasePaid, { purchase, payment });
  }
}
