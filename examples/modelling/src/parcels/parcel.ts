import { Type } from "class-transformer";
import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { IsDestination, type Destination } from "./destination.js";
import { ParcelRedirected, ParcelSent } from "./events.js";
import { Item } from "./item.js";

/** What is in a parcel, and where it goes. */
@StateView("parcel", { selector: Selector.subject(parameter("parcel")) })
export class Parcel {
  @Type(() => Item) items: Item[] = [];
  @IsDestination() to: Destination | null = null;

  get pieces(): number {
    return this.items.reduce((sum, { count }) => sum + count, 0);
  }

  @On(ParcelSent)
  sent({ items, to }: ParcelSent): void {
    this.items = items;
    this.to = to;
  }

  @On(ParcelRedirected)
  redirected({ to }: ParcelRedirected): void {
    this.to = to;
  }
}
