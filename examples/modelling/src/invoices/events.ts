import { IsInt, IsNotEmpty, IsPositive, IsString, IsUUID } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("invoice.drafted", { stream: "invoices" })
export class InvoiceDrafted {
  @Subject() @IsUUID() invoice!: string;
  @IsString() @IsNotEmpty() customer!: string;
}

@DomainEvent("invoice.issued", { stream: "invoices" })
export class InvoiceIssued {
  @Subject() @IsUUID() invoice!: string;
  @IsString() @IsNotEmpty() number!: string;
}

/** The same, told as an event of the series whose numbers must have no gaps. */
@DomainEvent("invoice-number.assigned", { stream: "invoice-numbers" })
export class InvoiceNumberAssigned {
  @Subject() @IsString() @IsNotEmpty() series!: string;
  @IsInt() @IsPositive() number!: number;
  @IsUUID() invoice!: string;
}
