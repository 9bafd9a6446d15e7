import { jest } from "./jest.js";
import { node } from "./node.js";
import type { TestRunner } from "./testRunner.js";
import { vitest } from "./vitest.js";

export const RUNNER_NAMES = ["jest", "vitest", "node"] as const;

export type RunnerName = (typeof RUNNER_NAMES)[number];

export const RUNNERS: Readonly<Record<RunnerName, () => TestRunner>> = { jest, vitest, node };
