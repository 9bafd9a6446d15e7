import type { Files } from "./temporaryProject.js";

/** A project with one small view and one small command. */
export const TINY: Files = {
  "src/index.ts": `export * from "./counted.js";
export * from "./tally.js";
export * from "./count.js";
`,
  "src/counted.ts": `import { IsInt } from "class-validator";
import { DomainEvent } from "evidentsource-functions";

@DomainEvent("thing.counted", { stream: "things" })
export class Counted {
  @IsInt() by!: number;
}
`,
  "src/tally.ts": `import { On, StateView } from "evidentsource-functions";
import { Counted } from "./counted.js";

@StateView("tally", { description: "How many things there are" })
export class Tally {
  total = 0;

  @On(Counted)
  counted({ by }: Counted): void {
    this.total += by;
  }
}
`,
  "src/count.ts": `import { IsInt } from "class-validator";
import { Command, Decide, event, type Database, type Decision } from "evidentsource-functions";
import { Counted } from "./counted.js";
import { Tally } from "./tally.js";

@Command("count", { description: "Count things" })
export class Count {
  @IsInt() by!: number;

  @Decide()
  decide(db: Database): Decision {
    const total = db.view(Tally)?.total ?? 0;
    return event(Counted, { by: Math.min(this.by, 100 - total) });
  }
}
`,
};

/** {@link TINY} with parts of its files replaced. */
export function tinyWith(
  path: string,
  ...replacements: readonly (readonly [before: string, after: string])[]
): Files {
  const text = replacements.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
    return before.replace(from, to);
  }, TINY[path] ?? "");
  return { ...TINY, [path]: text };
}
