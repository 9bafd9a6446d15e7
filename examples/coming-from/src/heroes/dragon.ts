import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { DragonKilled } from "./events.js";

@StateView("dragon", { selector: Selector.subject(parameter("dragon")) })
export class Dragon {
  killedBy: string | null = null;

  @On(DragonKilled)
  killed({ hero }: DragonKilled): void {
    this.killedBy = hero;
  }
}
