import { Type } from "class-transformer";
import {
  ArrayNotEmpty,
  IsArray,
  IsDefined,
  IsNotEmpty,
  IsObject,
  IsString,
  ValidateNested,
} from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { IsDestination, type Destination } from "./destination.js";
import { ParcelSent } from "./events.js";
import { Item } from "./item.js";
import { Parcel } from "./parcel.js";

@Command("send-parcel")
export class SendParcel {
  @IsString() @IsNotEmpty() parcel!: string;
  @Type(() => Item) @ValidateNested({ each: true }) @IsArray() @ArrayNotEmpty() items!: Item[];
  @IsDestination() @ValidateNested() @IsDefined() @IsObject() to!: Destination;

  @Decide()
  decide(db: Database): Decision {
    const { parcel, items, to } = this;
    if (db.view(Parcel, { parcel }) !== undefined)
      throw StateChangeError.conflict(`parcel ${parcel} has been sent already`);
    return event(ParcelSent, { parcel, items, to });
  }
}
