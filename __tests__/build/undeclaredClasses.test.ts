import { undeclaredClasses } from "../../src/build/discover/undeclaredClasses.js";
import { scanSource } from "../../src/build/scan/index.js";
import type { DecoratorRecord } from "../../src/model/records.js";

class Recorded {}
const records: readonly DecoratorRecord[] = [
  { decorator: "DomainEvent", target: Recorded, name: "recorded", options: {}, where: undefined },
  { decorator: "StateView", target: Recorded, name: "recorded", options: {}, where: undefined },
];

function told(body: string): string[] {
  const code = `import { event as make, Selector } from "evidentsource-functions";
import * as functions from "evidentsource-functions";
import { event as other } from "./other.js";
import { Opened as Started, Elsewhere } from "./events.js";
class Plain {}
class Recorded {}
@DomainEvent("opened") class Opened {}
@StateView("account") class Account {}
class Open { decide(db) { ${body} } }`;
  const { classes, eventCalls, reads } = scanSource(code, "open.ts");
  return undeclaredClasses(eventCalls, reads, records, classes).map(
    ({ severity, code: name, className = "", member = "", where, cause }) =>
      `${severity} ${name} ${className}.${member} ${String(where?.line)}: ${cause}`,
  );
}

const PLAIN_EVENT =
  "error ESF227 Open.decide 9: An event is made of Plain, which is no domain event, so that this fails each time.";
const PLAIN_VIEW =
  "error ESF228 Open.decide 9: A view is read by Plain, which is no state view, so that this fails each time.";

test.each<[string, string, string[]]>([
  ["an event of a plain class", "return make(Plain, {});", [PLAIN_EVENT]],
  ["the same by the package's name", "return functions.event(Plain, {});", [PLAIN_EVENT]],
  ["an event of a view", "return make(Account, {});", [PLAIN_EVENT.replace("Plain", "Account")]],
  ["a view of a plain class", "db.view(Plain, { id: 1 });", [PLAIN_VIEW]],
  ["a view without parameters", "db.viewState(Plain);", [PLAIN_VIEW]],
  ["an event", "return make(Opened, {});", []],
  ["an event by another name", "return make(Started, {});", []],
  ["a view", "db.view(Account);", []],
  [
    "a class whose decorator was found when it was loaded",
    "db.view(Recorded); make(Recorded);",
    [],
  ],
  ["a class of a library", "return make(Elsewhere, {});", []],
  ["a class that is given", "const f = (Plain) => make(Plain, {});", []],
  ["a function of that name from elsewhere", "return other(Plain, {});", []],
])("%s is told only where it fails each time", (_, body, expected) => {
  expect(told(body)).toEqual(expected);
});
