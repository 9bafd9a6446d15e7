import { Expose } from "class-transformer";
import { IsInt, IsOptional, IsPositive, IsString, IsUUID, MaxLength } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { AccountSummary } from "./account-summary.js";
import { AccountCredited } from "./events.js";

/** Its one condition is derived from the view that it reads. */
@Command("deposit")
export class Deposit {
  @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsOptional() @IsString() @MaxLength(140) reference?: string;

  @Decide()
  decide(db: Database): Decision {
    const { accountId, amount, reference } = this;
    const account = db.view(AccountSummary, { account_id: accountId });
    if (!account) throw StateChangeError.notFound(`account ${accountId}`);
    if (!Number.isSafeInteger(account.balance + amount)) {
      throw StateChangeError.conflict("the balance is too large");
    }
    return event(AccountCredited, {
      accountId,
      amount,
      ...(reference === undefined ? {} : { reference }),
    });
  }
}
