import fc from "fast-check";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Event } from "../../src/domain/index.js";
import { loadStateView, type StateViewComponent } from "../../src/host/index.js";
import { builtCli } from "../support/builtCli.js";
import { renderedView, textOf } from "../support/stateContent.js";
import { membersOf } from "../support/storedEvent.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";
import { event } from "../support/witValues.js";

/** A value as JSON that keeps what JSON would lose; the view has the same function. */
function shown(value: unknown): unknown {
  if (typeof value === "bigint") return `${String(value)}n`;
  // StarlingMonkey makes arrays of bytes in another realm.
  if (value instanceof Map || ArrayBuffer.isView(value)) return [...(value as Iterable<unknown>)];
  return value === undefined ? "undefined" : value;
}

const printed = (given: Event): string =>
  JSON.stringify(membersOf(given), (_, value: unknown) => shown(value));

const MEMBERS =
  "id source stream specversion type subject time dataContentType dataSchema data extensions";

const PROJECT = {
  "src/index.ts": `import { OnAny, Selector, StateView, type Event } from "evidentsource-functions";

// @ts-expect-error -- plain JavaScript
${shown.toString()}

@StateView("trail", { selector: Selector.stream("accounts") })
export class Trail {
  seen: string[] = [];

  @OnAny()
  any(event: Event): void {
    const { ${MEMBERS.replaceAll(" ", ", ")} } = event;
    const members = { ${MEMBERS.replaceAll(" ", ", ")} };
    this.seen.push(JSON.stringify(members, (_, value: unknown) => shown(value)));
  }
}
`,
};

/** The glue of componentize-js drops marks at the beginning of texts. */
const events: Readonly<Record<string, fc.Arbitrary<Event>>> = {
  quickjs: event,
  starlingmonkey: event.filter((given) => !printed(given).includes("\uFEFF")),
};

describe.each(Object.entries(events))("a handler's event in a component of %s", (engine, any) => {
  let project: TemporaryProject;
  let component: StateViewComponent;

  beforeAll(async () => {
    project = await temporaryProject(PROJECT);
    const { code, out, err } = await builtCli(["build", "--engine", engine], { cwd: project.root });
    expect({ code, out, err }).toMatchObject({ code: 0 });
    component = await loadStateView(
      await readFile(join(project.root, "dist/state-views/trail.wasm")),
    );
  }, 180_000);
  afterAll(() => project.remove());

  it("has all that the stored event has", () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 20 }), (stored: Event[]) => {
        const content = component.evolve(renderedView("trail", undefined), stored);
        const { seen } = JSON.parse(textOf(content) ?? "{}") as {
          readonly seen: readonly string[];
        };
        expect(seen).toEqual(stored.map(printed));
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
