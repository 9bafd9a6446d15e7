import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { ScaffoldError } from "../scaffoldError.js";
import { conventionsOf, type Conventions } from "./conventions.js";
import { eventsIn, type FoundEvent } from "./eventsIn.js";
import { foldedEvents } from "./foldedEvents.js";
import { namesOf, type Names } from "./names.js";
import * as texts from "./texts.js";
import { withImport } from "./withImports.js";

export const DEFINITION_KINDS = ["command", "view", "event"] as const;

export type DefinitionKind = (typeof DEFINITION_KINDS)[number];

export interface NewDefinition {
  readonly kind: DefinitionKind;
  readonly name: string;
  /** The project's folder and its index module; absolute paths. */
  readonly root: string;
  readonly index: string;
  /** Of an event; default: that of the events beside it, or else one after its name. */
  readonly stream?: string | undefined;
  /** Of a view, the events that it folds, by type or class; default: those that sound like it. */
  readonly events?: readonly string[];
}

/** What was written. */
export interface AddedDefinition {
  /** What was written or changed, relative to the project. */
  readonly changed: readonly string[];
  /** Of an event, the stream that it is stored in. */
  readonly stream?: string | undefined;
  /** Of a view, the classes of the events that it folds. */
  readonly folds?: readonly string[] | undefined;
}

interface Place {
  readonly root: string;
  readonly sources: string;
  readonly index: string;
  readonly conventions: Conventions;
}

/**
 * Writes a definition, its specification and its export, as the project's own are written.
 * @throws ScaffoldError for a name that is none, or is taken.
 */
export async function addDefinition({
  kind,
  name,
  root,
  index,
  stream,
  events: named = [],
}: NewDefinition): Promise<AddedDefinition> {
  if (stream !== undefined && kind !== "event")
    throw new ScaffoldError(`a ${kind} has no stream; events are stored in one`);
  if (named.length > 0 && kind !== "view")
    throw new ScaffoldError(`${withArticle(kind)} folds no events; views do`);
  const names = namesOf(name);
  const place: Place = {
    root,
    index,
    sources: dirname(index),
    conventions: conventionsOf(root, index),
  };
  const spec = join(root, place.conventions.tests, names.kebab + place.conventions.suffix);
  if (await exists(spec)) throw new ScaffoldError(`${relative(root, spec)} is there already`);
  const events = eventsIn(place.sources);
  const written =
    kind === "event"
      ? await addEvent(names, events, place, stream)
      : kind === "view"
        ? await addView(names, foldedEvents(names, events, named), place)
        : await addModule(names, texts.commandText(names), place);
  const module = importOf(written.file, dirname(spec), place);
  await mkdir(dirname(spec), { recursive: true });
  const test = { command: texts.commandTest, view: texts.viewTest, event: texts.eventTest }[kind];
  await write(spec, place.conventions.runnerImports + test(names, module), place);
  const changed = [...written.changed, spec].map((file) =>
    relative(root, file).split(sep).join("/"),
  );
  return { changed, stream: written.stream, folds: written.folds };
}

interface Written {
  /** The module that declares the class. */
  readonly file: string;
  readonly changed: readonly string[];
  readonly stream?: string;
  readonly folds?: readonly string[];
}

const withArticle = (kind: DefinitionKind): string => `${kind === "event" ? "an" : "a"} ${kind}`;

async function addModule(names: Names, text: string, place: Place): Promise<Written> {
  const file = await freeModule(names, place);
  await write(file, text, place);
  return { file, changed: [file, await addExport(file, place)] };
}

async function addView(
  names: Names,
  events: readonly FoundEvent[],
  place: Place,
): Promise<Written> {
  const moduleOf = ({ file }: FoundEvent) => importOf(file, place.sources, place);
  const written = await addModule(names, texts.viewText(names, events, moduleOf), place);
  return { ...written, folds: events.map(({ className }) => className) };
}

/** Into the module that holds the others, where there is one. */
async function addEvent(
  names: Names,
  events: readonly FoundEvent[],
  place: Place,
  given: string | undefined,
): Promise<Written> {
  if (events.some(({ className }) => className === names.pascal))
    throw new ScaffoldError(`there is an event ${names.pascal} already`);
  const stream =
    given ?? events.find((event) => event.stream !== undefined)?.stream ?? streamOf(names);
  const text = texts.eventText(names, stream);
  const together = events.find(({ file }) => basename(file) === "events.ts")?.file;
  if (together === undefined) {
    const file = await freeModule(names, place);
    await write(file, text, place);
    return { file, stream, changed: [file, await addExport(file, place)] };
  }
  const declaration = text.slice(text.indexOf("@DomainEvent"));
  const before = await readFile(together, "utf8");
  const imported = [
    ["class-validator", ["IsNotEmpty", "IsString"]],
    ["evidentsource-functions", ["DomainEvent", "Subject"]],
  ] as const;
  const after = imported.reduce((all, [from, wanted]) => withImport(all, wanted, from), before);
  await writeFile(together, `${after.trimEnd()}\n\n${styled(declaration, place.conventions)}`);
  return { file: together, stream, changed: [together] };
}

/** `tasks` of `task-renamed`. */
const streamOf = ({ kebab }: Names): string => `${kebab.split(/[-.]/)[0] ?? "event"}s`;

async function freeModule({ kebab }: Names, { sources, root }: Place): Promise<string> {
  const file = join(sources, `${kebab}.ts`);
  if (await exists(file)) throw new ScaffoldError(`${relative(root, file)} is there already`);
  return file;
}

/** A line of the index module, in its place if the others are in order. */
async function addExport(file: string, place: Place): Promise<string> {
  const { index, sources, conventions } = place;
  const text = await readFile(index, "utf8");
  const line = styled(`export * from "${importOf(file, sources, place)}";`, conventions);
  const lines = text.trimEnd().split("\n");
  const isSorted = lines.every((one, at) => at === 0 || (lines[at - 1] ?? "") <= one);
  const at = isSorted ? lines.findIndex((one) => one > line) : -1;
  lines.splice(at < 0 ? lines.length : at, 0, line);
  await writeFile(index, `${lines.filter((one, n) => n > 0 || one !== "").join("\n")}\n`);
  return index;
}

function importOf(file: string, from: string, { conventions }: Place): string {
  const path = relative(from, file).split(sep).join("/").replace(/\.ts$/, conventions.extension);
  return path.startsWith(".") ? path : `./${path}`;
}

async function write(file: string, text: string, { conventions }: Place): Promise<void> {
  await writeFile(file, styled(text, conventions), { flag: "wx" });
}

/** With the project's quotes, and with or without semicolons. */
function styled(text: string, { quote, semicolon }: Conventions): string {
  const quotes = quote === '"' ? text : text.replaceAll(/"([^"'\n]*)"/g, "'$1'");
  return semicolon === ";" ? quotes : quotes.replaceAll(/;$/gm, "");
}

const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
