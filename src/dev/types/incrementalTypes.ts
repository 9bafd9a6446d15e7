import { createHash } from "node:crypto";
import type * as TypeScript from "typescript";
import { compilerArguments, compilerErrors } from "../../build/index.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import { sep } from "node:path";

type Ts = typeof TypeScript;
type Builder = TypeScript.SemanticDiagnosticsBuilderProgram;

/** A source file, with the version by which the compiler knows what has changed. */
type Versioned = TypeScript.SourceFile & { version: string };

interface Kept {
  readonly text: string | undefined;
  readonly file: Versioned | undefined;
}

/**
 * A project's types, checked again and again: what is unchanged is neither parsed nor checked another
 * time. The same TypeScript, with the same options and the same words, as `esf check`.
 */
export class IncrementalTypes {
  readonly #ts: Ts;
  readonly #args: readonly string[];
  readonly #files = new Map<string, Kept>();
  #builder: Builder | undefined;
  #names = "";

  private constructor(ts: Ts, args: readonly string[]) {
    this.#ts = ts;
    this.#args = args;
  }

  /** `undefined` for a TypeScript that cannot be called as a library. */
  static async of(ts: Partial<Ts>, tsconfig: string): Promise<IncrementalTypes | undefined> {
    if (typeof ts.createSemanticDiagnosticsBuilderProgram !== "function") return undefined;
    const { args } = await compilerArguments(tsconfig);
    return new IncrementalTypes(ts as Ts, args);
  }

  check(): readonly Diagnostic[] {
    const ts = this.#ts;
    const found = this.#diagnostics();
    const host: TypeScript.FormatDiagnosticsHost = {
      getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
      getCanonicalFileName: (name) => name,
      getNewLine: () => "\n",
    };
    const text = ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(found), host);
    return compilerErrors(text).map((error) => Problem.typeError(error));
  }

  #diagnostics(): readonly TypeScript.Diagnostic[] {
    const ts = this.#ts;
    const { options: given, errors } = ts.parseCommandLine(this.#args);
    const unreadable: TypeScript.Diagnostic[] = [];
    const config = ts.getParsedCommandLineOfConfigFile(given.project ?? "", given, {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => unreadable.push(diagnostic),
    });
    if (config === undefined) return [...errors, ...unreadable];
    const { fileNames, options } = config;
    const names = fileNames.join("\n");
    const host = this.#host(options, names !== this.#names);
    this.#names = names;
    this.#builder = ts.createSemanticDiagnosticsBuilderProgram(
      fileNames,
      options,
      host,
      this.#builder,
      config.errors,
    );
    const program = this.#builder;
    const first = [
      ...program.getConfigFileParsingDiagnostics(),
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...program.getSyntacticDiagnostics(),
    ];
    // As the compiler itself: what cannot be parsed would only make follow-up errors.
    return first.length > 0 ? first : program.getSemanticDiagnostics();
  }

  /** Reads each file once a check, and parses it when its text is another one. */
  #host(options: TypeScript.CompilerOptions, namesChanged: boolean): TypeScript.CompilerHost {
    const ts = this.#ts;
    const host = ts.createCompilerHost(options);
    const read = new Set<string>();
    return {
      ...host,
      createHash: hashOf,
      // A file that came or went may be what an import means from now on.
      hasInvalidatedResolutions: (path) => namesChanged && !isLibrary(path),
      getSourceFile: (name, languageVersion, onError) => {
        const known = this.#files.get(name);
        if (known !== undefined && (read.has(name) || isLibrary(name))) return known.file;
        read.add(name);
        const text = ts.sys.readFile(name);
        if (known?.text === text && known !== undefined) return known.file;
        const file =
          text === undefined
            ? undefined
            : (host.getSourceFile(name, languageVersion, onError) as Versioned | undefined);
        if (file !== undefined) file.version = hashOf(file.text);
        this.#files.set(name, { text, file });
        return file;
      },
    };
  }
}

/** What is installed stays, until an installation replaces all. */
const isLibrary = (path: string): boolean =>
  path.includes("/node_modules/") || path.includes(`${sep}node_modules${sep}`);

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
