import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { InvoiceDrafted, InvoiceIssued } from "./events.js";

@StateView("invoice", { selector: Selector.subject(parameter("invoice")) })
export class Invoice {
  customer = "";
  /** None while it is a draft. */
  number: string | null = null;

  @On(InvoiceDrafted)
  drafted({ customer }: InvoiceDrafted): void {
    this.customer = customer;
  }

  @On(InvoiceIssued)
  issued({ number }: InvoiceIssued): void {
    this.number = number;
  }
}
