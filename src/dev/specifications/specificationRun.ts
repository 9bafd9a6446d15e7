import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, relative, sep } from "node:path";
import { standBack } from "../standBack.js";

/** What came of running some of a project's tests. */
export interface SpecificationResult {
  readonly ok: boolean;
  /** Relative to the project. */
  readonly files: readonly string[];
  readonly output: string;
  readonly milliseconds: number;
}

/** How much of a runner's output is kept, in characters. */
const MOST_OUTPUT = 60_000;

/** Runs the project's own tests, one run at a time: a later one ends the one before. */
export class SpecificationRun {
  readonly #root: string;
  readonly #env: Readonly<Record<string, string | undefined>>;
  #child: ChildProcess | undefined;

  constructor(root: string, env: Readonly<Record<string, string | undefined>>) {
    this.#root = root;
    this.#env = env;
  }

  /** Whether package.json says how tests are run. */
  get isPossible(): boolean {
    return this.#script() !== undefined;
  }

  /**
   * @param files - the tests to run, by absolute paths.
   * @returns undefined when it was ended before its end.
   */
  async run(files: readonly string[]): Promise<SpecificationResult | undefined> {
    await this.stop();
    const script = this.#script();
    if (script === undefined || files.length === 0) return undefined;
    const start = performance.now();
    const named = files.map((file) => relative(this.#root, file).split(sep).join("/"));
    const child = spawn([script, ...named.map(quoted)].join(" "), {
      cwd: this.#root,
      shell: true,
      // A group of its own, so that the runner's own processes end with it.
      detached: process.platform !== "win32",
      env: {
        ...this.#env,
        PATH: withBins(this.#root, this.#env["PATH"] ?? ""),
        EVIDENTSOURCE_LEVEL: "process",
        // Colours would be shown as what they are made of.
        ...{ NO_COLOR: "1", FORCE_COLOR: "0" },
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    standBack(child.pid);
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output = (output + text).slice(-MOST_OUTPUT);
      });
    const code = await new Promise<number | null>((done) => {
      child.on("error", () => {
        done(null);
      });
      child.on("close", done);
    });
    if (this.#child !== child) return undefined;
    this.#child = undefined;
    return { ok: code === 0, files: named, output, milliseconds: performance.now() - start };
  }

  /** Ends a run that is under way. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("close", done));
    try {
      if (process.platform === "win32") child.kill("SIGKILL");
      else process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await ended;
  }

  #script(): string | undefined {
    try {
      const { scripts } = JSON.parse(readFileSync(join(this.#root, "package.json"), "utf8")) as {
        readonly scripts?: { readonly test?: unknown };
      };
      const test = scripts?.test;
      return typeof test === "string" && !test.includes("no test specified") ? test : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Names of files in a shell. */
const quoted = (name: string): string =>
  /^[\w./@-]+$/.test(name) ? name : `"${name.replaceAll(/["\\$`]/g, "\\$&")}"`;

/** Where package managers put programs, as they do for scripts: here and in all folders above. */
function withBins(root: string, path: string): string {
  const bins: string[] = [];
  for (let at = root; ; at = dirname(at)) {
    const bin = join(at, "node_modules/.bin");
    if (existsSync(bin)) bins.push(bin);
    if (dirname(at) === at) break;
  }
  return [...bins, path].join(delimiter);
}
