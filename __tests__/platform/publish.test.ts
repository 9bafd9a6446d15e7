import type { Publication } from "../../src/platform/index.js";
import { hosted, NOW } from "./hosted.js";

const component = Uint8Array.of(1);
const view = (selector: unknown) => ({
  state_view_name: "summary",
  content_type: "application/json",
  event_selector: selector,
  query_temporality: "revision",
});
const parameter = { parameter: "who" };

describe("publishing", () => {
  it("gives each upload the next version of its name, also of the same component", async () => {
    const { bank } = await hosted();
    const publication: Publication = {
      world: "state-view",
      metadata: view({ equals: { subject: parameter } }),
      component,
    };
    expect(await bank.publish(publication, NOW)).toMatchObject({ name: "summary", version: 1n });
    expect(await bank.publish(publication, NOW)).toMatchObject({ name: "summary", version: 2n });
    const { stateViews } = await bank.catalog();
    expect(stateViews.map(({ version, parameters }) => [version, [...parameters]])).toEqual([
      [1n, [["who", "subject"]]],
      [2n, [["who", "subject"]]],
    ]);
  });

  it.each<[string, Publication, RegExp]>([
    [
      "metadata that are none",
      { world: "state-change", metadata: null, component },
      /^publishing metadata: /,
    ],
    [
      "a name of another form",
      { world: "state-change", metadata: { state_change_name: "1" }, component },
      /^publishing metadata: /,
    ],
    [
      "a selector that is none",
      { world: "state-view", metadata: view({ not: {} }), component },
      /^publishing metadata: /,
    ],
    [
      "a parameter of two kinds",
      {
        world: "state-view",
        metadata: view({
          or: {
            left: { equals: { subject: parameter } },
            right: { equals: { stream: parameter } },
          },
        }),
        component,
      },
      /who/,
    ],
    [
      "an empty component",
      {
        world: "state-change",
        metadata: { state_change_name: "empty" },
        component: new Uint8Array(),
      },
      /the component of empty is empty/,
    ],
    [
      "a component that cannot be run",
      { world: "state-change", metadata: { state_change_name: "broken" }, component },
      /the component of the state-change broken cannot be run: no magic/,
    ],
  ])("refuses %s, and adds nothing", async (_what, publication, message) => {
    const { bank } = await hosted();
    await expect(bank.publish(publication, NOW)).rejects.toMatchObject({
      code: "invalid-argument",
      message: expect.stringMatching(message) as string,
    });
    expect(await bank.definitions()).toHaveLength(1);
  });
});
