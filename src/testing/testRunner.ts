/** What the kit uses of a runner, if there is one that it knows. */
interface TestRunner {
  readonly afterAll?: (hook: () => Promise<void>) => void;
  readonly expect?: { readonly getState?: () => { readonly currentTestName?: string | undefined } };
}

/** Vitest's functions, which are there even where it adds no globals. */
const VITEST = "__vitest_index__";

function testRunner(): TestRunner {
  const known = globalThis as TestRunner & { readonly [VITEST]?: TestRunner };
  return known[VITEST] ?? known;
}

/** Frames of `node --test` and of loading a module, the innermost of which tells. */
const FRAME = /^\s+at (?:async )?(?:new )?(TestHook|Test|Suite|ModuleJob|Module)\b/m;

/** Whether a call is made within a test, and not where a file of tests is loaded, which several may share. */
export function isWithinTest({ stack = "" }: Error): boolean {
  const state = testRunner().expect?.getState?.();
  if (state !== undefined) return state.currentTestName !== undefined;
  const innermost = FRAME.exec(stack)?.[1];
  return innermost === undefined || innermost === "Test";
}

/** Does something when all tests of the file have ended: by a hook, or without one when the process ends. */
export function whenTestsHaveEnded(inHook: () => Promise<void>, atExit: () => void): void {
  const { afterAll } = testRunner();
  if (afterAll === undefined) process.on("exit", atExit);
  // A hook that comes late would be a mistake of the author's.
  else if (!jestHasStarted()) afterAll(inHook);
}

/** Jest's own state, where it can be seen. */
function jestHasStarted(): boolean {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === "JEST_STATE_SYMBOL",
  );
  if (symbol === undefined) return false;
  const state: unknown = Reflect.get(globalThis, symbol);
  return (state as { readonly hasStarted?: unknown } | undefined)?.hasStarted === true;
}
