import { IsInt, IsNotEmpty, IsPositive, IsString } from "class-validator";

/** So many of an article. */
export class Item {
  @IsString() @IsNotEmpty() article!: string;
  @IsInt() @IsPositive() count!: number;
}
