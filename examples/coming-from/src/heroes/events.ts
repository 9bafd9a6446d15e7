import { IsNotEmpty, IsString } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("dragon.killed", { stream: "dragons" })
export class DragonKilled {
  @Subject() @IsString() @IsNotEmpty() dragon!: string;
  @IsString() @IsNotEmpty() hero!: string;
}

@DomainEvent("hero.item-found", { stream: "heroes" })
export class ItemFound {
  @Subject() @IsString() @IsNotEmpty() hero!: string;
  @IsString() @IsNotEmpty() item!: string;
}
