import { StateChangeError, type Database } from "evidentsource-functions";
import { AccountSummary } from "./account-summary.js";

/** The account, which must exist and be open. */
export function openAccount(db: Database, accountId: string): AccountSummary {
  const account = db.view(AccountSummary, { account_id: accountId });
  if (!account) throw StateChangeError.notFound(`account ${accountId}`);
  if (account.status === "closed")
    throw StateChangeError.conflict(`account ${accountId} is closed`);
  return account;
}
