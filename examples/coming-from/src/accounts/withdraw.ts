import { Expose } from "class-transformer";
import { IsUUID } from "class-validator";
import {
  Command,
  Decide,
  event,
  IsBigInt,
  StateChangeError,
  type Database,
} from "evidentsource-functions";
import { AccountSummary } from "./account-summary.js";
import { AccountDebited } from "./events.js";

@Command("withdraw")
export class Withdraw {
  @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;

  @Decide()
  decide(db: Database) {
    const { accountId, amount } = this;
    const balance = db.view(AccountSummary, { account_id: accountId })?.balance ?? 0n;
    if (balance < amount) throw StateChangeError.conflict("insufficient funds");
    return event(AccountDebited, { accountId, amount });
  }
}
