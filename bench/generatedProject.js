// A project of as many definitions as are asked for: areas of five, each with two events, four views
// of them and a command whose decision reads the first view.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("..", import.meta.url));
const LIBRARIES = ["class-validator", "class-transformer", "reflect-metadata", "typescript"];
const VIEWS_AN_AREA = 4;

/** Writes the project into an empty folder. */
export function writeProject(folder, definitions) {
  const write = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const index = [];
  for (let number = 0; number < definitions; number++) {
    const area = Math.floor(number / (VIEWS_AN_AREA + 1));
    const place = number % (VIEWS_AN_AREA + 1);
    if (place === 0) add(`area${area}/events`, events(area));
    if (place < VIEWS_AN_AREA) add(`area${area}/view${place}`, view(area, place));
    else add(`area${area}/change`, change(area));
  }
  function add(module, text) {
    write(`src/${module}.ts`, text);
    index.push(`export * from "./${module}.js";`);
  }
  write("src/index.ts", index.join("\n") + "\n");
  write("package.json", `{ "type": "module", "private": true }\n`);
  write("tsconfig.json", readFileSync(join(repository, "examples/tsconfig.starter.json"), "utf8"));
  mkdirSync(join(folder, "node_modules"));
  for (const name of LIBRARIES)
    symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
  symlinkSync(repository, join(folder, "node_modules/evidentsource-functions"));
}

const events = (area) => `import { Expose } from "class-transformer";
import { IsInt, IsPositive, IsString, MaxLength } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("area${area}.opened", { stream: "area${area}" })
export class Area${area}Opened {
  @Subject() @Expose({ name: "item_id" }) @IsString() itemId!: string;
  @IsString() @MaxLength(80) title!: string;
}

@DomainEvent("area${area}.changed", { stream: "area${area}" })
export class Area${area}Changed {
  @Subject() @Expose({ name: "item_id" }) @IsString() itemId!: string;
  @IsInt() @IsPositive() amount!: number;
}
`;

const view = (
  area,
  number,
) => `import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { Area${area}Changed, Area${area}Opened } from "./events.js";

@StateView("area${area}-view${number}", { selector: Selector.subject(parameter("item_id")) })
export class Area${area}View${number} {
  title = "";
  total = ${number};

  @On(Area${area}Opened)
  opened(event: Area${area}Opened): void {
    this.title = event.title;
  }

  @On(Area${area}Changed)
  changed(event: Area${area}Changed): void {
    this.total += event.amount;
  }
}
`;

const change = (area) => `import { Expose } from "class-transformer";
import { IsInt, IsPositive, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { Area${area}Changed } from "./events.js";
import { Area${area}View0 } from "./view0.js";

@Command("change-area${area}")
export class ChangeArea${area} {
  @Expose({ name: "item_id" }) @IsString() itemId!: string;
  @IsInt() @IsPositive() amount!: number;

  @Decide()
  decide(db: Database) {
    const item = db.view(Area${area}View0, { item_id: this.itemId });
    if (item === undefined) throw StateChangeError.notFound(\`item \${this.itemId}\`);
    return event(Area${area}Changed, { itemId: this.itemId, amount: this.amount });
  }
}
`;
