import { jest } from "@jest/globals";
import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject } from "../support/temporaryProject.js";

jest.setTimeout(60_000);

/** What only a shared package imports, from a copy of its own. */
const SHARED = `import { Expose } from "class-transformer";
import { IsString } from "class-validator";
import { DomainEvent } from "evidentsource-functions";
export class Sent {}
Expose({ name: "parcel_id" })(Sent.prototype, "parcel");
IsString()(Sent.prototype, "parcel");
DomainEvent("parcel.sent", { stream: "parcels" })(Sent);
`;

it("ESF003: a shared package's own class-transformer is told where nobody else of the project imports one", async () => {
  const project = await temporaryProject({
    "node_modules/@shop/events/package.json": '{ "type": "module", "exports": "./index.js" }',
    "node_modules/@shop/events/index.js": SHARED,
    "src/index.ts": `import { On, Selector, StateView } from "evidentsource-functions";
import { Sent } from "@shop/events";
export { Sent };
@StateView("sent", { selector: Selector.stream("parcels") })
export class All { count = 0; @On(Sent) sent(): void { this.count += 1; } }
`,
  });
  const check = () => builtCli(["check", "--no-types"], { cwd: project.root });
  try {
    const shared = join(project.root, "node_modules/@shop/events/node_modules/class-transformer");
    expect(await check()).toMatchObject({ code: 0 });
    await cp(resolve("node_modules/class-transformer"), shared, { recursive: true });
    const { code, err } = await check();
    expect([code, err]).toEqual([1, expect.stringContaining("ESF003")]);
    expect(err).toContain("node_modules/@shop/events/node_modules/class-transformer");
  } finally {
    await project.remove();
  }
});
