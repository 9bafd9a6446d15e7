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

/**
 * A value as JSON that keeps what JSON would lose; the view has the same function.
 */
function shown(value: unknown): unknown {
  if (typeof value === "bigint") return `${String(value)}n`;
  if (value instanceof Map || value instanceof Uint8Array) return [...value];
  return value === undefined ? "undefined" : value;
}

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

// Its records are events themselves. Those of StarlingMonkey are wrapped, as in the tests of `wasm`.
describe("a handler's event in a component of quickjs", () => {
  let project: TemporaryProject;
  let component: StateViewComponent;

  beforeAll(async () => {
    project = await temporaryProject(PROJECT);
    const { code, out, err } = await builtCli(["build"], { cwd: project.root });
    expect({ code, out, err }).toMatchObject({ code: 0 });
    component = await loadStateView(
      await readFile(join(project.root, "dist/state-views/trail.wasm")),
    );
  }, 180_000);
  afterAll(() => project.remove());

  it("has all that the stored event has", () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), (events: Event[]) => {
        const content = component.evolve(renderedView("trail", undefined), events);
        const { seen } = JSON.parse(textOf(content) ?? "{}") as {
          readonly seen: readonly string[];
        };
        expect(seen).toEqual(
          events.map((stored) =>
            JSON.stringify(membersOf(stored), (_, value: unknown) => shown(value)),
          ),
        );
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
