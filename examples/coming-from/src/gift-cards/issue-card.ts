import { IsNotEmpty, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  IsBigInt,
  StateChangeError,
  type Database,
} from "evidentsource-functions";
import { CardIssued } from "./events.js";
import { GiftCard } from "./gift-card.js";

@Command("issue-card")
export class IssueCard {
  @IsString() @IsNotEmpty() card!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;

  @Decide()
  decide(db: Database) {
    const { card, amount } = this;
    if (db.view(GiftCard, { card }))
      throw StateChangeError.conflict(`card ${card} is issued already`);
    return event(CardIssued, { card, amount });
  }
}
