import { IsUUID } from "class-validator";
import {
  Command,
  Decide,
  event,
  Selector,
  StateChangeError,
  type Database,
  type StateChangeMetadata,
} from "evidentsource-functions";
import { InvoiceIssued, InvoiceNumberAssigned } from "./events.js";
import { Invoice } from "./invoice.js";

/** Gives a draft the next number of the year's series. */
@Command("issue-invoice")
export class IssueInvoice {
  @IsUUID() invoice!: string;

  @Decide()
  decide(db: Database, { commandReceivedAt }: StateChangeMetadata) {
    const { invoice } = this;
    const draft = db.view(Invoice, { invoice });
    if (!draft) throw StateChangeError.notFound(`invoice ${invoice}`);
    if (draft.number !== null) throw StateChangeError.conflict(`it is issued as ${draft.number}`);

    const series = `invoices-${String(commandReceivedAt.toDate().getUTCFullYear())}`;
    // The last number alone. Whoever takes the next one at the same moment is decided again.
    const [last] = db.events(InvoiceNumberAssigned, Selector.subject(series), {
      direction: "reverse",
      limit: 1,
    });
    const number = (last?.payload.number ?? 0) + 1;
    return [
      event(InvoiceNumberAssigned, { series, number, invoice }),
      event(InvoiceIssued, { invoice, number: `${series}-${String(number).padStart(6, "0")}` }),
    ];
  }
}
