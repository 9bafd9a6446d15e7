import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { Dragon } from "./dragon.js";
import { DragonKilled, ItemFound } from "./events.js";

@Command("kill-dragon")
export class KillDragon {
  @IsString() @IsNotEmpty() hero!: string;
  @IsString() @IsNotEmpty() dragon!: string;
}

/** A handler of its own, as with `@CommandHandler(KillDragon)`; what is injected there is read here. */
export class KillDragonHandler {
  @Decide(KillDragon)
  decide({ hero, dragon }: KillDragon, db: Database) {
    const killedBy = db.view(Dragon, { dragon })?.killedBy ?? null;
    if (killedBy !== null) throw StateChangeError.conflict(`${dragon} was killed by ${killedBy}`);
    // No saga: what always follows is decided here, and stored with the rest or not at all.
    return [
      event(DragonKilled, { dragon, hero }),
      event(ItemFound, { hero, item: `tooth of ${dragon}` }),
    ];
  }
}
