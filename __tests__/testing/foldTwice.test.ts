import {
  DomainEvent,
  event,
  On,
  parameter,
  Selector,
  StateView,
  Subject,
  Command,
  Decide,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";
import { Exclude, Transform, Type } from "class-transformer";
import { Allow, IsInt, IsNotEmpty, IsString } from "class-validator";
import { specFailure } from "../support/specFailure.js";

@DomainEvent("counted", { stream: "counters" })
class Counted {
  @Subject() @IsString() @IsNotEmpty() counter!: string;
  @IsInt() by!: number;
}

let folded = 0;

const bySubject = { selector: Selector.subject(parameter("counter")) };

@StateView("kept-outside", bySubject)
class KeptOutside {
  total = 0;
  @On(Counted) counted(): void {
    folded += 1;
    this.total += folded;
  }
}

@StateView("kept-out-of-storage", bySubject)
class KeptOutOfStorage {
  sum = 0;
  @Exclude() last = 0;
  @On(Counted) counted({ by }: Counted): void {
    this.sum += this.last;
    this.last = by;
  }
}

@StateView("one-way", bySubject)
class OneWay {
  @Transform(({ value }) => (value as number) + 1, { toPlainOnly: true }) @Allow() total = 0;
  @On(Counted) counted({ by }: Counted): void {
    this.total += by;
  }
}

@StateView("unreadable", bySubject)
class Unreadable {
  @Transform(({ value }) => ({ total: (value as { total: number }).total }), { toPlainOnly: true })
  @Type(() => Date)
  at: unknown = { total: 0 };
  total = 0;
  @On(Counted) counted({ by }: Counted): void {
    this.total += by;
  }
}

@StateView("sound", bySubject)
class Sound {
  total = 0;
  @Type(() => Date) seen: Date | null = null;
  @On(Counted) counted({ by }: Counted): void {
    this.total += by;
    this.seen = new Date(by);
  }
}

@Command("look")
class Look {
  @IsString() counter!: string;
  @Decide() decide(db: Database): Decision {
    db.view(KeptOutside, { counter: this.counter });
    return [];
  }
}

const counter = "a";
const counted = (by: number) => event(Counted, { counter, by });
const history = given(counted(1), counted(2), counted(3));

describe("a view whose state does not survive storage fails the first specification of two events", () => {
  it.each<[view: new () => object, says: string]>([[KeptOutside, "first difference: total\n"]])(
    "%p",
    (view, says) => {
      const { message, isDifference } = specFailure(() =>
        history.view(view, { counter }).matches({}),
      );
      expect(message).toContain("depends on when it is stored: folded at one go");
      expect(message).toContain(says);
      expect(message).toContain("keep it in plain properties of the view");
      expect(isDifference).toBe(false);
    },
  );

  it.each<[view: new () => object, says: string]>([
    [KeptOutOfStorage, "last is not stored, so 3 would come back as 0"],
    [OneWay, "total: 6 would come back as 7"],
  ])("also if the check of what is stored sees it first: %p", (view, says) => {
    const { message } = specFailure(() => history.view(view, { counter }).matches({}));
    expect(message).toContain(says);
  });

  it("also if what is stored cannot be read again", () => {
    const spec = () => history.view(Unreadable, { counter }).matches({});
    expect(specFailure(spec).message).toMatch(/unreadable/);
  });

  it("also if a decision reads it, whatever comes of that", () => {
    const spec = () => history.when(Look, { counter }).thenNothing();
    expect(specFailure(spec).message).toContain(
      "the state of kept-outside depends on when it is stored",
    );
  });
});

describe("a view whose state survives storage", () => {
  it("is folded in pieces unseen", () =>
    history.view(Sound, { counter }).equals({ total: 6, seen: new Date(3) }));

  it("is folded in a bounded number of pieces, however many events there are", async () => {
    const many = Array.from({ length: 1_000 }, () => counted(1));
    await given(...many)
      .view(Sound, { counter })
      .equals({ total: 1_000, seen: new Date(1) });
  });
});
