import { Expose } from "class-transformer";
import { IsUUID } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { openAccount } from "./account.js";
import { AccountClosed } from "./events.js";

/** Closes an account that is empty. */
@Command("close-account", { description: "Close an empty account" })
export class CloseAccount {
  @Expose({ name: "account_id" }) @IsUUID() accountId!: string;

  @Decide()
  decide(db: Database): Decision {
    const { accountId } = this;
    const { balance } = openAccount(db, accountId);
    if (balance !== 0)
      throw StateChangeError.conflict(`account ${accountId} still holds ${String(balance)}`);
    return event(AccountClosed, { accountId });
  }
}
