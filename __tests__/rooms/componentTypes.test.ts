import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { ROOMS, TO_COME } from "../../scripts/rooms.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const config = ts.getParsedCommandLineOfConfigFile(
  join(root, "tsconfig.component.json"),
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
);

/** What the compiler says of a module of a component. */
function problemsOf(code: string): string[] {
  const options = config?.options ?? {};
  const file = join(root, "src/domain/planted.ts");
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version) =>
    name === file
      ? ts.createSourceFile(name, code, version)
      : getSourceFile.call(host, name, version);
  const program = ts.createProgram([join(root, "component.d.ts"), file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("a module of a component finds what components have, and nothing of Node or of browsers", () => {
  const lacking = ["process", "Buffer", "fetch", "setTimeout", "structuredClone", "console"];
  const code = [
    "export const bytes = new TextEncoder().encode(crypto.randomUUID());",
    ...lacking.map((name) => `void ${name};`),
  ].join("\n");
  const problems = problemsOf(code);
  expect(problems.map((problem) => /Cannot find name '(\w+)'/.exec(problem)?.[1])).toEqual(lacking);
});

test("every room whose code runs inside components is compiled so", () => {
  const files = config?.fileNames.map((file) => file.slice(root.length + "/src/".length)) ?? [];
  const rooms = Object.entries(ROOMS).filter(([, room]) => room.inComponents === true);
  const there = rooms.map(([name]) => name).filter((name) => !TO_COME.includes(name));
  const isOf = (room: string) => (file: string) => file === room || file.startsWith(`${room}/`);
  expect(there.filter((room) => !files.some(isOf(room)))).toEqual([]);
});
