import { Expose } from "class-transformer";
import { IsInt, IsNotEmpty, IsOptional, IsPositive, IsString, IsUUID } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { AccountSummary } from "./account-summary.js";
import { AccountCredited, AccountOpened } from "./events.js";

/** Opens an account, perhaps with a first deposit. */
@Command("open-account", { description: "Open an account" })
export class OpenAccountCommand {
  @Expose({ name: "account_id" }) @IsUUID() accountId!: string;
  @IsString() @IsNotEmpty() owner!: string;
  @Expose({ name: "initial_deposit" }) @IsOptional() @IsInt() @IsPositive() initialDeposit?: number;

  @Decide()
  decide(db: Database): Decision {
    const { accountId, owner, initialDeposit } = this;
    if (db.view(AccountSummary, { account_id: accountId })) {
      throw StateChangeError.conflict(`account ${accountId} exists already`);
    }
    const opened = event(AccountOpened, { accountId, owner });
    if (initialDeposit === undefined) return opened;
    return [opened, event(AccountCredited, { accountId, amount: initialDeposit })];
  }
}
