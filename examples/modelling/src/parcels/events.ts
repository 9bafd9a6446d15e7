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
import { DomainEvent, Subject } from "evidentsource-functions";
import { IsDestination, type Destination } from "./destination.js";
import { Item } from "./item.js";

@DomainEvent("parcel.sent", { stream: "parcels" })
export class ParcelSent {
  @Subject() @IsString() @IsNotEmpty() parcel!: string;
  @Type(() => Item) @ValidateNested({ each: true }) @IsArray() @ArrayNotEmpty() items!: Item[];
  @IsDestination() @ValidateNested() @IsDefined() @IsObject() to!: Destination;
}

@DomainEvent("parcel.redirected", { stream: "parcels" })
export class ParcelRedirected {
  @Subject() @IsString() @IsNotEmpty() parcel!: string;
  @IsDestination() @ValidateNested() @IsDefined() @IsObject() to!: Destination;
}
