import type { Names } from "./names.js";
import type { FoundEvent } from "./eventsIn.js";

/** A new command: it refuses everything until its author writes what it decides. */
export const commandText = ({
  kebab,
  pascal,
}: Names): string => `import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, StateChangeError, type Decision } from "evidentsource-functions";

@Command("${kebab}")
export class ${pascal} {
  @IsString() @IsNotEmpty() id!: string;

  @Decide()
  decide(): Decision {
    // Read with db.view(View, { … }), db being the first parameter (a Database); return event(Class, { … }).
    throw StateChangeError.conflict(\`${kebab} decides nothing yet (\${this.id})\`);
  }
}
`;

export const commandTest = (
  { kebab, pascal }: Names,
  module: string,
): string => `import { given } from "evidentsource-functions/testing";
import { ${pascal} } from "${module}";

test("${kebab} decides nothing yet", () =>
  given().when(${pascal}, { id: "1" }).rejects("conflict", /decides nothing yet/));
`;

/** A new view of one subject: it counts the events of some types. */
export const viewText = (
  { kebab, pascal }: Names,
  events: readonly FoundEvent[],
  moduleOf: (event: FoundEvent) => string,
): string => `import { On, parameter, Selector, StateView } from "evidentsource-functions";
${importsOf(events, moduleOf)}

@StateView("${kebab}", { selector: Selector.subject(parameter("subject")) })
export class ${pascal} {
  count = 0;

${events.map(handlerText).join("\n\n")}
}
`;

function importsOf(events: readonly FoundEvent[], moduleOf: (event: FoundEvent) => string): string {
  return [...new Set(events.map(moduleOf))]
    .sort()
    .map((module) => {
      const names = events.filter((event) => moduleOf(event) === module);
      return `import { ${names.map(({ className }) => className).join(", ")} } from "${module}";`;
    })
    .join("\n");
}

const handlerText = ({ className }: FoundEvent): string => `  @On(${className})
  on${className}(): void {
    this.count += 1;
  }`;

export const viewTest = (
  { kebab, pascal }: Names,
  module: string,
): string => `import { given } from "evidentsource-functions/testing";
import { ${pascal} } from "${module}";

test("${kebab} has no state before anything has happened", () =>
  given().view(${pascal}, { subject: "1" }).isEmpty());
`;

/** A new event. */
export const eventText = (
  { pascal }: Names,
  type: string,
  stream: string,
): string => `import { IsNotEmpty, IsString } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("${type}", { stream: "${stream}" })
export class ${pascal} {
  @Subject() @IsString() @IsNotEmpty() id!: string;
}
`;

export const eventTest = (
  { kebab, pascal }: Names,
  module: string,
): string => `import { event } from "evidentsource-functions";
import { prospectiveEvent } from "evidentsource-functions/testing";
import { ${pascal} } from "${module}";

test("${kebab} is about what its id names", () => {
  const { subject } = prospectiveEvent(event(${pascal}, { id: "1" }));
  if (subject !== "1") throw new Error("its subject is another one");
});
`;
