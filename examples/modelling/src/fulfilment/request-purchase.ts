import { IsNotEmpty, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  IsBigInt,
  StateChangeError,
  type Database,
  type StateChangeMetadata,
} from "evidentsource-functions";
import { plusDays } from "../time/days.js";
import { PurchaseRequested } from "./events.js";
import { Purchase } from "./purchase.js";

@Command("request-purchase")
export class RequestPurchase {
  @IsString() @IsNotEmpty() purchase!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;

  @Decide()
  decide(db: Database, { commandReceivedAt }: StateChangeMetadata) {
    const { purchase, amount } = this;
    if (db.view(Purchase, { purchase }))
      throw StateChangeError.conflict(`${purchase} is requested already`);
    return event(PurchaseRequested, { purchase, amount, payBy: plusDays(commandReceivedAt, 3n) });
  }
}
