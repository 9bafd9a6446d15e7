import "reflect-metadata";
import { Type } from "class-transformer";
import {
  ArrayMaxSize,
  IsArray,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from "class-validator";
import { IsTimestamp } from "../../src/codec/value/index.js";
import { DomainEvent, On, StateView } from "../../src/decorators/index.js";
import { Selector, type Event, type Timestamp } from "../../src/domain/index.js";
import { serveStateViews } from "../../src/wasm/guest/serveStateViews.js";

enum Currency {
  Dollar = "USD",
  Euro = "EUR",
}

class Line {
  @IsString() @MinLength(2) @MaxLength(5) text!: string;
  @IsOptional() @IsInt() count?: number;
}

let made = 0;

/** Its plan says all. */
@DomainEvent("account.credited", { stream: "accounts" })
class Credited {
  @IsUUID() id!: string;
  @IsInt() @IsPositive() amount!: number;
  @IsEnum(Currency) currency!: Currency;
  @IsOptional() @IsIn(["a", 1]) kind?: string | number;
  @IsOptional() @IsArray() @ArrayMaxSize(2) @IsString({ each: true }) tags?: string[];
  @IsOptional() @Type(() => Line) @ValidateNested({ each: true }) @IsArray() lines?: Line[];
}

/** Its constructor does something, and some of its rules only code can ask. */
@DomainEvent("account.opened", { stream: "accounts" })
class Opened {
  @IsInt() order = (made += 1);
  @Matches(/^[A-Z]+$/) owner!: string;
  @IsTimestamp() at!: Timestamp;
}

@DomainEvent("account.closed", { stream: "accounts" })
class Closed {
  @IsString() how!: string;
}

/** Keeps all that can be seen of what its methods are given. */
@StateView("probe", { selector: Selector.stream("accounts") })
class Probe {
  log: string[] = [];

  @On(Credited)
  credited(credit: Credited, event: Event): void {
    this.note(credit, event);
    if (credit.amount === 13) throw new RangeError("unlucky");
  }

  @On(Opened)
  opened(opened: Opened, event: Event): void {
    this.note(opened, event);
  }

  @On(Closed)
  closed(closed: Closed): void {
    this.log.push(closed.how);
    switch (closed.how) {
      case "state":
        return new Probe() as never;
      case "promise":
        return Promise.resolve() as never;
      case "array":
        return [] as never;
      case "method":
        this.closed = () => undefined;
        Reflect.deleteProperty(this, "closed");
        return;
      default:
        return closed.how as never;
    }
  }

  private note(data: object, { id, type }: Event): void {
    const lines = data instanceof Credited ? (data.lines ?? []) : [];
    const classes = lines.map((line) => line instanceof Line);
    const names = [data.constructor.name, id, type, Object.keys(data), data, classes];
    this.log.push(JSON.stringify(names));
  }
}

export const evolve = serveStateViews([Probe]);
