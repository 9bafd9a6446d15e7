import { IsNotEmpty, IsString } from "class-validator";
import { DomainEvent, IsBigInt, Subject } from "evidentsource-functions";

@DomainEvent("card.issued", { stream: "gift-cards" })
export class CardIssued {
  @Subject() @IsString() @IsNotEmpty() card!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;
}

@DomainEvent("card.redeemed", { stream: "gift-cards" })
export class CardRedeemed {
  @Subject() @IsString() @IsNotEmpty() card!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;
}
