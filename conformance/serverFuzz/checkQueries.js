import { strict as assert } from "node:assert";
import { STREAMS, SUBJECTS, TYPES } from "./vocabulary.js";

/** Asks for what random selectors select, and compares it with what they mean. */
export async function checkQueries(random, client, databaseName, log) {
  const events = log.flatMap((transaction) => transaction.events);
  for (let count = 0; count < 30; count++) {
    const selector = randomSelector(random, 0);
    const expected = events.flatMap((event, index) =>
      selects(selector, event) ? [BigInt(index + 1)] : [],
    );
    const found = [];
    const revision = BigInt(events.length);
    for await (const { event } of client.stream("queryEvents", {
      databaseName,
      revision,
      query: { selector },
    }))
      found.push(event.value);
    assert.deepEqual(found, expected, `a query of ${databaseName}`);
  }
}

function randomSelector(random, depth) {
  if (depth < 3 && random.chance(0.5)) {
    const [left, right] = [randomSelector(random, depth + 1), randomSelector(random, depth + 1)];
    return { selector: { case: random.pick(["and", "or"]), value: { left, right } } };
  }
  const attribute = random.pick([
    { case: "stream", value: random.pick(STREAMS) },
    { case: "subject", value: { hasValue: true, value: random.pick(SUBJECTS) } },
    { case: "subject", value: { hasValue: false, value: "" } },
    { case: "eventType", value: random.pick(TYPES) },
  ]);
  return { selector: { case: "equals", value: { attribute } } };
}

function selects({ selector: { case: kind, value } }, event) {
  if (kind === "and") return selects(value.left, event) && selects(value.right, event);
  if (kind === "or") return selects(value.left, event) || selects(value.right, event);
  const { case: name, value: wanted } = value.attribute;
  switch (name) {
    case "stream":
      return event.source.endsWith(`/streams/${wanted}`);
    case "eventType":
      return event.type === wanted;
    default: {
      const subject = event.attributes.subject?.attr.value;
      return wanted.hasValue ? subject === wanted.value : subject === undefined;
    }
  }
}
