/** The probes of the world `state-view`; the name in the context says which, and any other name echoes. */
import { echoEvent } from "./echo.js";
import { describeEnvironment } from "./environment/index.js";
import { FAILURES } from "./failing.js";
import { readPlainJson } from "./plainJson.js";
import { givenText, reportBytes } from "./report.js";
import { HOSTILE } from "./hostile/index.js";
import { threeDeep } from "./stack.js";

let calls = 0;
let kept;

const PROBES = {
  "probe:content": (view) => view.content,
  "probe:count": () => reportBytes(++calls),
  "probe:order": backwards,
  "probe:keep": keep,
  "probe:kept": readKept,
  "probe:fail": (view) => FAILURES[givenText(view.content)](),
  "probe:return": (view) => RETURNS[givenText(view.content)](),
  "probe:stack": () => reportBytes({ stack: threeDeep() }),
  "probe:now": () =>
    reportBytes([Date.now(), new Date().toISOString(), new Date().getTimezoneOffset()]),
  "probe:environment": () => reportBytes(describeEnvironment()),
  "probe:json": (view, events) =>
    reportBytes(readPlainJson(JSON.parse(givenText(view.content)), events)),
  "probe:hostile": (view, events) =>
    reportBytes({ survived: HOSTILE[givenText(view.content)](events) }),
};

export function evolve(view, events) {
  const { name } = view.context;
  return Object.hasOwn(PROBES, name) ? PROBES[name](view, events) : echo(view, events);
}

function echo({ context, content, lastModifiedRevision, lastModifiedTimestamp }, events) {
  const { seconds, nanoseconds } = context.databaseRevisionTimestamp;
  return reportBytes({
    view: {
      context: {
        database: context.database,
        name: context.name,
        version: context.version,
        databaseRevision: context.databaseRevision,
        databaseRevisionTimestamp: { seconds, nanoseconds },
        contentType: context.contentType,
        contentSchema: context.contentSchema,
      },
      content,
      lastModifiedRevision,
      lastModifiedTimestamp,
    },
    events: events.map(echoEvent),
  });
}

/** Reads some parts only, last ones first and each more than once: an engine may lift them when asked. */
function backwards(view, events) {
  const seen = [...events].reverse().map((event) => {
    const attributes = [...event.attributes].reverse();
    const twice = [event.attributes, event.attributes].map((list) => list.length);
    return {
      data: event.data,
      again: event.data,
      attributes,
      twice,
      id: event.id,
      type: event.type,
    };
  });
  return reportBytes({ seen, revision: view.context.databaseRevision });
}

function keep(view, events) {
  kept = { view, events, event: events[0], read: events[1].id };
  return reportBytes("kept");
}

/** What a call finds in the arguments of an earlier one. */
function readKept() {
  const attempts = {
    id: () => kept.event.id,
    data: () => kept.event.data,
    attributes: () => kept.event.attributes,
    "id that was read": () => kept.events[1].id,
    context: () => kept.view.context.name,
    content: () => kept.view.content,
    copy: () => kept.read,
  };
  return reportBytes(
    Object.fromEntries(Object.entries(attempts).map(([name, read]) => [name, attempt(read)])),
  );
}

function attempt(read) {
  try {
    return { value: read() };
  } catch (error) {
    return { thrown: error instanceof Error };
  }
}

const bytes = () => Uint8Array.of(1, 2, 3, 4);

const RETURNS = {
  bytes,
  none: () => undefined,
  null: () => null,
  "no bytes": () => new Uint8Array(),
  "part of a buffer": () => bytes().subarray(1, 3),
  "promise of bytes": async () => bytes(),
  "one megabyte": () => new Uint8Array(1_000_000).fill(7),
  string: () => "text",
  number: () => 5,
  object: () => ({ length: 3 }),
  boolean: () => true,
};
