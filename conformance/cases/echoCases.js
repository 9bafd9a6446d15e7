import { deepStrictEqual } from "node:assert/strict";
import { Fuzz } from "../fuzz.js";
import { plain, reportOf, reports } from "../verdicts.js";
import { viewRequest } from "./requests.js";

/** Into the component: whatever the host gives, the probe must have seen the same. */
export function* echoCases(random, { traits, count }) {
  const fuzz = new Fuzz(random, traits);
  for (let index = 0; index < count; index++) {
    const view = fuzz.view();
    const events = fuzz.list(random.pick([0, 1, 5, 30]), () => fuzz.event());
    // Not every engine gives an instance a long life.
    const fresh = index % 50 === 0;
    yield { label: `echo ${index}`, args: [view, events], fresh, check: reports({ view, events }) };
  }
  for (const [label, parts] of Object.entries(EDGES)) {
    const view = { ...fuzz.view(), ...parts.view };
    const events = [{ ...fuzz.event(), ...parts.event }];
    yield { label: `echo of ${label}`, args: [view, events], check: reports({ view, events }) };
  }
  yield {
    label: "echo of a text with a byte order mark",
    needs: ["keepsMarks"],
    args: [fuzz.view(), [{ ...fuzz.event(), id: "\ufeffmark" }]],
    check: ({ answer }) => deepStrictEqual(reportOf(answer).events[0].id, "\ufeffmark"),
  };
  for (let index = 0; index < 5; index++) yield backwards(fuzz, index);
  for (const content of [undefined, new Uint8Array(), fuzz.bytes(), random.bytes(300_000)]) {
    yield {
      label: `content of ${content?.length ?? "no"} bytes`,
      args: viewRequest("probe:content", { content }),
      check: ({ answer }) => deepStrictEqual(answer, { tag: "ok", val: content }),
    };
  }
}

const text = (val) => ({ tag: "string", val });

const EDGES = {
  "no attributes": { event: { attributes: [] } },
  "1,000 attributes": {
    event: { attributes: Array.from({ length: 1_000 }, (_, at) => [`a${at}`, text(`ä${at}`)]) },
  },
  "attributes of one name": {
    event: {
      attributes: [
        ["a", text("1")],
        ["a", text("2")],
      ],
    },
  },
  "a name like a prototype's": { event: { attributes: [["__proto__", text("1")]] } },
  "empty text as data": { event: { data: text("") } },
  "no bytes as data": { event: { data: { tag: "binary", val: new Uint8Array() } } },
  "a megabyte of text": { event: { data: text("ä€🦊a".repeat(100_000)) } },
  "Latin-1 text": { event: { data: text(String.fromCharCode(...Array(256).keys())) } },
  "every code unit but surrogates": {
    event: {
      data: text(Array.from({ length: 0xd800 }, (_, at) => String.fromCharCode(at)).join("")),
    },
  },
};

/** Reads parts in another order, and some twice. */
function backwards(fuzz, index) {
  const events = Array.from({ length: 4 }, () => fuzz.event());
  const args = viewRequest("probe:order", { events });
  const seen = events.toReversed().map(({ id, type, data, attributes }) => ({
    data,
    again: data,
    attributes: attributes.toReversed(),
    twice: [attributes.length, attributes.length],
    id,
    type,
  }));
  const expected = { seen, revision: args[0].context.databaseRevision };
  return {
    label: `read backwards ${index}`,
    args,
    check: ({ answer }) => deepStrictEqual(reportOf(answer), plain(expected)),
  };
}
