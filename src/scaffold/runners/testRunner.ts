import type { Files } from "../templateFiles.js";

/** What a project needs to run its tests with one of the runners. */
export interface TestRunner {
  readonly devDependencies: Readonly<Record<string, string>>;
  /** The script `test` of package.json. */
  readonly script: string;
  /** What `types` of tsconfig.json names, so that no test is underlined. */
  readonly types: readonly string[];
  /** Its own files. */
  readonly files: Files;
  /** A test of the templates, which are written for Jest, in this runner's words. */
  readonly testText: (text: string) => string;
}

/** The start of a program that runs tests; package managers put the runner into different places. */
export const RUN_TESTS = "run-tests.js";
