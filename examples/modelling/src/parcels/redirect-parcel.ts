import { IsDefined, IsNotEmpty, IsObject, IsString, ValidateNested } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { IsDestination, type Destination } from "./destination.js";
import { ParcelRedirected } from "./events.js";
import { Parcel } from "./parcel.js";

@Command("redirect-parcel")
export class RedirectParcel {
  @IsString() @IsNotEmpty() parcel!: string;
  @IsDestination() @ValidateNested() @IsDefined() @IsObject() to!: Destination;

  @Decide()
  decide(db: Database): Decision {
    const { parcel, to } = this;
    const sent = db.view(Parcel, { parcel });
    if (sent === undefined) throw StateChangeError.notFound(`no parcel ${parcel}`);
    if (to.kind === "locker" && sent.pieces > 10)
      throw StateChangeError.conflict(`parcel ${parcel} is too large for a locker`);
    return event(ParcelRedirected, { parcel, to });
  }
}
