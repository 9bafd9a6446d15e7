import { IsNotEmpty, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  IsBigInt,
  StateChangeError,
  type Database,
} from "evidentsource-functions";
import { CardRedeemed } from "./events.js";
import { GiftCard } from "./gift-card.js";

@Command("redeem-card")
export class RedeemCard {
  @IsString() @IsNotEmpty() card!: string;
  @IsBigInt({ min: 1n }) amount!: bigint;

  @Decide()
  decide(db: Database) {
    const { card, amount } = this;
    const found = db.view(GiftCard, { card });
    if (!found) throw StateChangeError.notFound(`card ${card}`);
    if (found.left < amount)
      throw StateChangeError.conflict(`card ${card} has ${String(found.left)} left`);
    return event(CardRedeemed, { card, amount });
  }
}
