import { IsNotEmpty, IsString, IsUUID } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { InvoiceDrafted } from "./events.js";
import { Invoice } from "./invoice.js";

/** Drafts have no number yet, so any number of them can be made at once. */
@Command("draft-invoice")
export class DraftInvoice {
  @IsUUID() invoice!: string;
  @IsString() @IsNotEmpty() customer!: string;

  @Decide()
  decide(db: Database) {
    const { invoice, customer } = this;
    if (db.view(Invoice, { invoice }))
      throw StateChangeError.conflict(`${invoice} is there already`);
    return event(InvoiceDrafted, { invoice, customer });
  }
}
