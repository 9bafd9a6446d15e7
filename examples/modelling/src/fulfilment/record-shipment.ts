import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { PurchaseShipped } from "./events.js";
import { purchaseOf } from "./purchase.js";

@Command("record-shipment")
export class RecordShipment {
  @IsString() @IsNotEmpty() purchase!: string;

  @Decide()
  decide(db: Database) {
    const { purchase } = this;
    const { step } = purchaseOf(db, purchase);
    if (step !== "to ship") throw StateChangeError.conflict(`${purchase} is ${step}`);
    return event(PurchaseShipped, { purchase });
  }
}
