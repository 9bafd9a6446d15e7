import { Matches } from "class-validator";
import { Command, Decide, event, IsBigInt } from "evidentsource-functions";
import { CreditGranted, ID } from "./events.js";

/** Reads nothing, so nothing can stand in its way: the last one holds. */
@Command("grant-credit")
export class GrantCredit {
  @Matches(ID) customer!: string;
  @IsBigInt({ min: 0n }) limit!: bigint;

  @Decide()
  decide() {
    return event(CreditGranted, { customer: this.customer, limit: this.limit });
  }
}
