import type { Diagnostic } from "../diagnostic.js";
import type { MisplacedRecord } from "../records.js";
import type { SourceLocation } from "../sourceLocation.js";
import { error, remark, sentence, warning, type Place } from "./problem.js";

/** Diagnostics of mistakes of a project as a whole: its compiler, its packages, its index module. */
export const ProjectProblem = {
  standardDecorators: (place: Place, decorator: string): Diagnostic =>
    error(
      "ESF001",
      place,
      `@${decorator}() was compiled as a standard (TC39) decorator.`,
      `Set "experimentalDecorators": true and "emitDecoratorMetadata": true in tsconfig.json.`,
    ),

  missingFlag: (place: Place, flag: string, value: string): Diagnostic =>
    error(
      flag === "experimentalDecorators" ? "ESF001" : "ESF002",
      place,
      `The compiler option ${flag} is not ${value}.`,
      `Set "${flag}": ${value} under compilerOptions in tsconfig.json.`,
    ),

  fieldsAreDefined: (place: Place): Diagnostic => ({
    ...error(
      "ESF002",
      place,
      "Fields without initialiser are defined as undefined (useDefineForClassFields).",
      `Set "useDefineForClassFields": false in tsconfig.json, so that a field that was not sent is absent.`,
    ),
    severity: "warning",
  }),

  noMetadata: (place: Place): Diagnostic =>
    error(
      "ESF002",
      place,
      "The compiler emitted no types for the handler's parameters.",
      `Name the class: @On("…", () => Class), or set "emitDecoratorMetadata": true in tsconfig.json. Runners built on esbuild (tsx, Vitest with Vite before 8) emit none, whatever is set; tsc, ts-jest, SWC and Vite 8 do.`,
    ),

  loadedTwice: (versions: readonly string[]): Diagnostic =>
    error(
      "ESF003",
      {},
      `evidentsource-functions is loaded ${String(versions.length)} times (versions ${versions.join(", ")}).`,
      "Run `npm ls evidentsource-functions` and make all dependents use one version.",
    ),

  libraryTwice: (library: string, first: string, second: string): Diagnostic =>
    error(
      "ESF003",
      {},
      `${library} is installed twice, in ${first} and ${second}: what is said to one copy is unknown to the other.`,
      `Run \`npm dedupe\`, or install one version that all accept; a package that others use names ${library} among its peerDependencies.`,
    ),

  nothingRegistered: (place: Place): Diagnostic =>
    error(
      "ESF004",
      place,
      "The index module registers no state view and no command.",
      `Export them from it: export * from "./account-summary.js".`,
    ),

  notLoadable: (place: Place, reason: string): Diagnostic =>
    error(
      "ESF005",
      place,
      `The index module cannot be loaded: ${reason.replace(/\.$/, "")}.`,
      "Mend the error; if a class is used before its initialisation, break the circular import.",
    ),

  typeOnlyImport: (
    place: Place,
    {
      name,
      where,
      asValue,
    }: { readonly name: string; readonly where: SourceLocation; readonly asValue: string },
  ): Diagnostic =>
    error(
      "ESF226",
      place,
      `${name} is imported as a type only (${where.file}:${String(where.line)}): TypeScript removes such an import, and nothing of it is there when this runs.`,
      `Write \`${asValue}\`, without \`type\`.`,
    ),

  typeScriptLibrary: (place: Place, library: string): Diagnostic =>
    error(
      "ESF009",
      place,
      `${library} is installed as TypeScript, which is compiled only outside of node_modules.`,
      "Make it a package of the workspace, which is linked and not copied, or install it as JavaScript.",
    ),

  typeError: ({
    code,
    message,
    where,
  }: {
    readonly code: string;
    readonly message: string;
    readonly where?: SourceLocation | undefined;
  }): Diagnostic =>
    error(
      "ESF010",
      { where },
      `${code}: ${sentence(message)}`,
      "Mend the type; `npx tsc` tells the same.",
    ),

  notModules: (place: Place, codes: readonly string[], count: number): Diagnostic =>
    error(
      "ESF010",
      place,
      `TypeScript takes the project's files for CommonJS and has ${String(count)} ${count === 1 ? "error" : "errors"} for that (${codes.join(", ")}); definitions are ES modules, as this package is.`,
      `Set "type": "module" in package.json.`,
    ),

  compilerFailed: (place: Place, reason: string): Diagnostic =>
    error(
      "ESF010",
      place,
      `The project's TypeScript ended without an answer: ${sentence(reason)}`,
      "Run `npx tsc --noEmit` to see why, or leave types out with --no-types.",
    ),

  typesUnchecked: (place: Place): Diagnostic =>
    remark(
      "ESF011",
      place,
      "Types are not checked: the project has no TypeScript installed.",
      "Install it (`npm install --save-dev typescript`), or say so with --no-types.",
    ),

  notLoaded: (place: Place): Diagnostic =>
    warning(
      "ESF012",
      place,
      "The class stands beside the index module's files, but the index module does not load it.",
      "Export it from the index module, or move it to where it belongs, such as the tests.",
    ),

  notExported: (place: Place, what: string): Diagnostic =>
    error(
      "ESF006",
      place,
      `${what} is loaded but not exported by the index module.`,
      `Export the class: export { ${place.className ?? ""} } from "…" in the index module.`,
    ),

  misplaced: (place: Place, { name, because }: MisplacedRecord): Diagnostic => {
    switch (because) {
      case "static-member":
        return error(
          "ESF007",
          place,
          `@${name}() stands on a static member.`,
          "Remove `static`: views and commands are instances.",
        );
      case "parameter":
        return error(
          "ESF007",
          place,
          `@${name}() stands on a parameter${place.member === undefined ? " of the constructor" : ""}.`,
          name === "Subject"
            ? "Declare the property in the class, with @Subject() before it: a constructor's parameter has no rules."
            : "Class decorators go before `class`, @On and @Decide before methods.",
        );
      case "no-parentheses":
        return error("ESF007", place, `@${name} is written without ().`, `Write @${name}(…).`);
      default:
        return error(
          "ESF007",
          place,
          `@${name}() stands on something that it does not fit.`,
          "Class decorators go before `class`, @On and @Decide before methods, @Subject before properties.",
        );
    }
  },
};
