import { Type } from "class-transformer";
import { Equals, IsInt, IsNotEmpty, IsPositive, IsString } from "class-validator";

abstract class Place {
  abstract readonly kind: string;
}

export class Door extends Place {
  @Equals("door") readonly kind = "door";
  @IsString() @IsNotEmpty() street!: string;
  @IsString() @IsNotEmpty() city!: string;
}

export class Locker extends Place {
  @Equals("locker") readonly kind = "locker";
  @IsInt() @IsPositive() number!: number;
}

/** Where a parcel goes: a value of one of several classes, of which `kind` says which. */
export type Destination = Door | Locker;

export const IsDestination = (): PropertyDecorator =>
  Type(() => Place, {
    keepDiscriminatorProperty: true,
    discriminator: {
      property: "kind",
      subTypes: [
        { name: "door", value: Door },
        { name: "locker", value: Locker },
      ],
    },
  });
