import { IsString } from "class-validator";
import {
  AppendCondition,
  Command,
  Decide,
  Selector,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";

const TRIES = Selector.stream("tries");

@Command("try")
class Try {
  @IsString() how!: string;

  @Decide()
  decide(db: Database): Decision {
    if (this.how === "plain") throw new Error("plain");
    if (this.how === "json") JSON.parse("{");
    if (this.how === "limit") db.query(TRIES, { limit: -1 });
    if (this.how === "revision") db.atRevision(-1n);
    if (this.how === "condition") AppendCondition.unchangedSince(TRIES, -1n);
    return [];
  }
}

describe("a decision that throws in process", () => {
  it.each(["plain", "json", "limit", "revision", "condition"])(
    "gives the place in its own source: %s",
    async (how) => {
      await given()
        .when(Try, { how })
        .rejects("internal", /\(at (Try\.)?decide [^()]*failurePlaces\.test\.ts:\d+:\d+\)$/);
    },
  );
});
