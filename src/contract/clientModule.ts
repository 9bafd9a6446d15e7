import type { Model, StateViewModel } from "../model/model.js";
import { CLIENT_RUNTIME, RUNTIME_NAMES } from "./clientRuntime.js";
import { domainSchemas } from "./domainSchemas.js";
import type { JsonSchema } from "../model/jsonSchema.js";
import { literal, tsMembers, type NameOf } from "./tsType.js";
import type { Versions } from "./versions.js";

/**
 * A module for callers who have not the classes: the types of all commands, events and states, and a
 * client over `fetch` that knows them. It imports nothing.
 */
export function clientModule(model: Model, versions: Versions): string {
  const { commands, events, states } = domainSchemas(model, "written");
  const names = new Names();
  const interfaces: string[] = [];
  const declare = (schema: JsonSchema): string => {
    const name = names.make(schema.title ?? "Unnamed");
    const inner = new Map<string, string>();
    const nameOf: NameOf = (reference) => {
      const key = decodeURIComponent(reference.slice("#/$defs/".length))
        .replaceAll("~1", "/")
        .replaceAll("~0", "~");
      const known = inner.get(key) ?? names.make(key);
      if (!inner.has(key)) {
        inner.set(key, known);
        write(known, schema.$defs?.[key] ?? {}, undefined);
      }
      return known;
    };
    const write = (as: string, of: JsonSchema, description: string | undefined): void => {
      const members = tsMembers(of, nameOf).map((member) => `  ${member}`);
      interfaces.push(
        [comment(description), `export interface ${as} {`, ...members, "}"]
          .filter((line) => line !== "")
          .join("\n"),
      );
    };
    write(name, schema, schema.description);
    return name;
  };
  const entries = (schemas: Readonly<Record<string, JsonSchema>>): readonly string[] =>
    Object.entries(schemas).map(
      ([key, schema]) => `  readonly ${literal(key)}: ${declare(schema)};`,
    );
  const views = model.stateViews.map((view) => {
    const state = states[view.name];
    const type = state === undefined ? "Uint8Array" : declare(state);
    return `  readonly ${literal(view.name)}: { readonly parameters: ${parametersType(view)}; readonly state: ${type} };`;
  });
  return [
    "// Written by `esf types`; do not edit.",
    "",
    table("Commands", "The commands, by the names of their state changes.", entries(commands)),
    table("Events", "The data of events, by their types.", entries(events)),
    table("Views", "Parameters and states of the state views, by their names.", views),
    ...interfaces,
    constants(model, versions, states),
    CLIENT_RUNTIME,
  ].join("\n\n");
}

const table = (name: string, what: string, members: readonly string[]): string =>
  `/** ${what} */\nexport interface ${name} {\n${members.map((line) => `${line}\n`).join("")}}`;

const parametersType = ({ parameters }: StateViewModel): string =>
  parameters.length === 0
    ? "Readonly<Record<string, never>>"
    : `{ ${parameters.map(({ name }) => `readonly ${literal(name)}: string;`).join(" ")} }`;

/** What the client must know of definitions when it runs. */
function constants(
  { stateViews }: Model,
  { commands, views }: Versions,
  states: Readonly<Record<string, JsonSchema>>,
): string {
  const told = stateViews.map(({ name, parameters }) => {
    const kinds = parameters.map((one) => [one.name, one.kind.replace("-", "_")]);
    const about = {
      version: views[name] ?? 1,
      json: Object.hasOwn(states, name),
      parameters: Object.fromEntries(kinds) as object,
    };
    return `  [${literal(name)}, ${literal(about)}],`;
  });
  const changes = Object.entries(commands).map(
    ([name, version]) => `  [${literal(name)}, ${String(version)}],`,
  );
  return [
    "const COMMAND_VERSIONS: ReadonlyMap<string, number> = new Map<string, number>([",
    ...changes,
    "]);",
    "",
    "interface AboutView {",
    "  readonly version: number;",
    "  readonly json: boolean;",
    "  readonly parameters: Readonly<Record<string, string>>;",
    "}",
    "",
    "const VIEWS: ReadonlyMap<string, AboutView> = new Map<string, AboutView>([",
    ...told,
    "]);",
  ].join("\n");
}

const comment = (text: string | undefined): string =>
  text === undefined
    ? ""
    : `/** ${text.replaceAll("*/", "*\\/").replaceAll(/[\r\n\u2028\u2029]+/g, " ")} */`;

/** Names of interfaces, each given once. */
class Names {
  readonly #taken = new Set<string>(RUNTIME_NAMES);

  make(wish: string): string {
    const fit = wish.replaceAll(/[^\p{ID_Continue}$]/gu, "_");
    const base = /^[\p{ID_Start}$_]/u.test(fit) ? fit : `_${fit}`;
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? base : `${base}${String(number)}`;
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }
}
