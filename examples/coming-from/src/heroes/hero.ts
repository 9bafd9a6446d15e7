import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { ItemFound } from "./events.js";

/** What a query handler would have answered. */
@StateView("hero", { selector: Selector.subject(parameter("hero")) })
export class Hero {
  items: string[] = [];

  @On(ItemFound)
  found({ item }: ItemFound): void {
    this.items.push(item);
  }
}
