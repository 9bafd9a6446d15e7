import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { ScaffoldError } from "../scaffoldError.js";
import { conventionsOf, type Conventions } from "./conventions.js";
import { eventStream } from "./eventStream.js";
import { eventType } from "./eventType.js";
import { eventsIn, fileOfClass, type FoundEvent } from "./eventsIn.js";
import { foldedEvents } from "./foldedEvents.js";
import { namesOf, type Names } from "./names.js";
import * as texts from "./texts.js";
import { withImport } from "./withImports.js";
import { writeAll, type PlannedFile } from "./writeAll.js";

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
  await expectFree(spec, place);
  const events = eventsIn(place.sources);
  const planned =
    kind === "event"
      ? await plannedEvent(names, events, place, stream)
      : kind === "view"
        ? await plannedView(names, foldedEvents(names, events, named), place)
        : await plannedModule(names, texts.commandText(names), place);
  const module = importOf(planned.module, dirname(spec), place);
  const test = { command: texts.commandTest, view: texts.viewTest, event: texts.eventTest }[kind];
  const specText = styled(place.conventions.runnerImports + test(names, module), place.conventions);
  const files = [...planned.files, { path: spec, text: specText }];
  await writeAll(files);
  const changed = files.map(({ path }) => relative(root, path).split(sep).join("/"));
  return { changed, stream: planned.stream, folds: planned.folds };
}

interface Planned {
  /** The module that declares the class. */
  readonly module: string;
  readonly files: readonly PlannedFile[];
  readonly stream?: string;
  readonly folds?: readonly string[];
}

const withArticle = (kind: DefinitionKind): string => `${kind === "event" ? "an" : "a"} ${kind}`;

async function plannedModule(names: Names, text: string, place: Place): Promise<Planned> {
  const { sources, conventions } = place;
  const path = join(sources, `${names.kebab}.ts`);
  await expectFree(path, place);
  expectNewClass(names, place);
  const exported = await withExport(path, place);
  return { module: path, files: [{ path, text: styled(text, conventions) }, exported] };
}

async function plannedView(
  names: Names,
  events: readonly FoundEvent[],
  place: Place,
): Promise<Planned> {
  const moduleOf = ({ file }: FoundEvent) => importOf(file, place.sources, place);
  const planned = await plannedModule(names, texts.viewText(names, events, moduleOf), place);
  return { ...planned, folds: events.map(({ className }) => className) };
}

/** Into the module that holds the others, where there is one. */
async function plannedEvent(
  names: Names,
  events: readonly FoundEvent[],
  place: Place,
  given: string | undefined,
): Promise<Planned> {
  const type = eventType(names, events);
  const same = events.find((event) => event.type === type || event.className === names.pascal);
  if (same !== undefined)
    throw new ScaffoldError(`there is an event ${same.className} already (${same.type})`);
  expectNewClass(names, place);
  const stream = given ?? eventStream(type, events);
  const text = texts.eventText(names, type, stream);
  const together = moduleOfOthers(stream, events);
  if (together === undefined) return { ...(await plannedModule(names, text, place)), stream };
  const declaration = text.slice(text.indexOf("@DomainEvent"));
  const before = await readFile(together, "utf8");
  const imported = [
    ["class-validator", ["IsNotEmpty", "IsString"]],
    ["evidentsource-functions", ["DomainEvent", "Subject"]],
  ] as const;
  const after = imported.reduce((all, [from, wanted]) => withImport(all, wanted, from), before);
  const whole = `${after.trimEnd()}\n\n${styled(declaration, place.conventions)}`;
  return { module: together, stream, files: [{ path: together, text: whole, before }] };
}

/** The `events.ts` with others of the stream, or else the first. */
function moduleOfOthers(stream: string, events: readonly FoundEvent[]): string | undefined {
  const together = events.filter(({ file }) => basename(file) === "events.ts");
  return (together.find((event) => event.stream === stream) ?? together[0])?.file;
}

async function expectFree(path: string, { root }: Place): Promise<void> {
  if (await exists(path)) throw new ScaffoldError(`${relative(root, path)} is there already`);
}

/** Of two classes of one name, an index module that exports all would give neither. */
function expectNewClass({ pascal }: Names, { sources, root }: Place): void {
  const file = fileOfClass(pascal, sources);
  if (file !== undefined)
    throw new ScaffoldError(
      `there is a class ${pascal} already, in ${relative(root, file)}; give another name`,
    );
}

/** The index module with a line more, in its place if the others are in order. */
async function withExport(file: string, place: Place): Promise<PlannedFile> {
  const { index, sources, conventions } = place;
  const before = await readFile(index, "utf8");
  const line = styled(`export * from "${importOf(file, sources, place)}";`, conventions);
  const lines = before.trimEnd().split("\n");
  const isSorted = lines.every((one, at) => at === 0 || (lines[at - 1] ?? "") <= one);
  const at = isSorted ? lines.findIndex((one) => one > line) : -1;
  lines.splice(at < 0 ? lines.length : at, 0, line);
  const text = `${lines.filter((one, n) => n > 0 || one !== "").join("\n")}\n`;
  return { path: index, text, before };
}

function importOf(file: string, from: string, { conventions }: Place): string {
  const path = relative(from, file).split(sep).join("/").replace(/\.ts$/, conventions.extension);
  return path.startsWith(".") ? path : `./${path}`;
}

/** With the project's quotes, and with or without semicolons. */
function styled(text: string, { quote, semicolon }: Conventions): string {
  const quotes = quote === '"' ? text : text.replaceAll(/"([^"'\n]*)"/g, "'$1'");
  return semicolon === ";" ? quotes : quotes.replaceAll(/;$/gm, "");
}

const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
