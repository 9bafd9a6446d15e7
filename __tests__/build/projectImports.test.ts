import { jest } from "@jest/globals";
import { cp, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { builtCli, type CliResult } from "../support/builtCli.js";
import { temporaryProject, TSCONFIG, type Files } from "../support/temporaryProject.js";

jest.setTimeout(60_000);

const EVENT = `import { IsNotEmpty, IsString } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";
@DomainEvent("parcel.sent", { stream: "parcels" })
export class ParcelSent { @Subject() @IsString() @IsNotEmpty() parcel!: string; }
`;

const command = (source: string): string => `import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, event } from "evidentsource-functions";
import { ParcelSent } from ${JSON.stringify(source)};
export { ParcelSent };
@Command("send-parcel")
export class SendParcel {
  @IsString() @IsNotEmpty() parcel!: string;
  @Decide() decide() { return event(ParcelSent, { parcel: this.parcel }); }
}
`;

const withOptions = (options: object): string => {
  const { compilerOptions } = JSON.parse(TSCONFIG) as { compilerOptions: object };
  return JSON.stringify({ compilerOptions: { ...compilerOptions, ...options } });
};

const PATHS = withOptions({ paths: { "@domain/*": ["./src/domain/*"] } });
const MANIFEST = JSON.stringify({
  type: "module",
  imports: { "#domain/*.js": "./src/domain/*.ts" },
});

const SENDS = { code: 0, out: "0 state views, 1 state change, 1 event: no mistakes\n", err: "" };

async function run(files: Files, ...args: readonly string[]): Promise<CliResult> {
  const project = await temporaryProject(files);
  try {
    return await builtCli(args, { cwd: project.root });
  } finally {
    await project.remove();
  }
}

/** A workspace whose package `app` imports the package `@acme/parcels`, which is TypeScript. */
async function workspace(event: string, ...args: readonly string[]): Promise<CliResult> {
  const project = await temporaryProject({
    "packages/app/package.json": '{ "type": "module" }',
    "packages/app/tsconfig.json": TSCONFIG,
    "packages/app/src/index.ts": command("@acme/parcels"),
    "packages/parcels/package.json":
      '{ "name": "@acme/parcels", "type": "module", "exports": "./src/index.ts" }',
    "packages/parcels/src/index.ts": `export * from "./events.js";`,
    "packages/parcels/src/events.ts": event,
  });
  try {
    await mkdir(join(project.root, "node_modules/@acme"));
    const installed = join(project.root, "node_modules/@acme/parcels");
    await symlink("../../packages/parcels", installed, "dir");
    return await builtCli(args, { cwd: join(project.root, "packages/app") });
  } finally {
    await project.remove();
  }
}

describe("the project's own TypeScript is compiled", () => {
  it("when it is imported by the compiler's paths", async () => {
    const files = {
      "tsconfig.json": PATHS,
      "src/domain/events.ts": EVENT,
      "src/index.ts": command("@domain/events.js"),
    };
    expect(await run(files, "check", "--no-types")).toEqual(SENDS);
  });

  it("when it is imported by the manifest's imports", async () => {
    const files = {
      "package.json": MANIFEST,
      "src/domain/events.ts": EVENT,
      "src/index.ts": command("#domain/events.js"),
    };
    expect(await run(files, "check", "--no-types")).toEqual(SENDS);
    expect(await run(files, "build")).toMatchObject({ code: 0 });
  });

  it("when it is a package of the workspace", async () => {
    expect(await workspace(EVENT, "check", "--no-types")).toEqual(SENDS);
    expect(await workspace(EVENT, "build")).toMatchObject({ code: 0 });
  });

  it("and held to the same rules there, with places as seen from the project", async () => {
    const { code, err } = await workspace(
      EVENT.replace("@Subject() @IsString() @IsNotEmpty() ", ""),
      "check",
      "--no-types",
    );
    expect(err).toMatch(/^\.\.\/parcels\/src\/events\.ts:4:14 {2}error ESF403 {2}ParcelSent\n/m);
    expect(code).toBe(1);
  });

  it("when it is kept for its side effects alone", async () => {
    const files = {
      "tsconfig.json": PATHS,
      "src/domain/events.ts": EVENT,
      "src/domain/setup.ts": `(globalThis as { started?: number }).started = \n  Date.now();\n`,
      "src/index.ts": `import "@domain/setup.js";\n${command("@domain/events.js")}`,
    };
    const { err } = await run(files, "check", "--no-types");
    expect(err).toMatch(/^src\/domain\/setup\.ts:2:3 {2}error ESF503/m);
  });
});

it("TypeScript that was copied into node_modules is refused, with what to do about it", async () => {
  const project = await temporaryProject({
    "src/index.ts": command("parcels"),
    "parcels/package.json": '{ "name": "parcels", "type": "module", "exports": "./index.ts" }',
    "parcels/index.ts": EVENT,
  });
  const installed = join(project.root, "node_modules/parcels");
  await cp(join(project.root, "parcels"), installed, { recursive: true });
  const { code, err } = await builtCli(["check", "--no-types"], { cwd: project.root });
  await project.remove();
  expect(err).toBe(`src/index.ts:3:28  error ESF009
  parcels is installed as TypeScript, which is compiled only outside of node_modules.
  → Make it a package of the workspace, which is linked and not copied, or install it as JavaScript.
1 error
`);
  expect(code).toBe(1);
});

it("a name that the manifest does not have is told where it stands", async () => {
  const files = { "package.json": MANIFEST, "src/index.ts": command("#parcels/events.js") };
  const { code, err } = await run(files, "check", "--no-types");
  expect(err).toMatch(/^src\/index\.ts:3:28 {2}error ESF005\n.*Could not resolve '#parcels/);
  expect(code).toBe(1);
});
