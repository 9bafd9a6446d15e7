import { IsIn, IsInt, IsNotEmpty, IsOptional, IsPositive, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { PlanChosen } from "./events.js";
import { Subscription } from "./subscription.js";

const PRICES = { basic: 900n, team: 2_500n } as const;

@Command("choose-plan")
export class ChoosePlan {
  @IsString() @IsNotEmpty() customer!: string;
  @IsIn(Object.keys(PRICES)) plan!: keyof typeof PRICES;
  /** Optional, as senders that know nothing of seats are still there. */
  @IsOptional() @IsInt() @IsPositive() seats?: number;

  @Decide()
  decide(db: Database) {
    const { customer, plan, seats = 1 } = this;
    const known = db.view(Subscription, { customer });
    if (known?.plan === plan && known.seats === seats)
      throw StateChangeError.conflict(`${customer} has that plan already`);
    return event(PlanChosen, { customer, plan, price: PRICES[plan], seats });
  }
}
