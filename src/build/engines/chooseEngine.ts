import type { ComponentEngine } from "./componentEngine.js";
import { ProjectError } from "../project.js";
import { quickjs } from "../quickjs/index.js";
import { STEPS_PER_UNIT, type EngineName } from "../../artifact/index.js";
import { starlingmonkey } from "../starlingmonkey/index.js";

/** The engine that is taken when none is named. */
export const DEFAULT_ENGINE: EngineName = "quickjs";

export const ENGINE_NAMES: readonly EngineName[] = ["quickjs", "starlingmonkey"];

/** What an author can say of an engine. */
export interface EngineChoice {
  /** Default: {@link DEFAULT_ENGINE}. */
  readonly engine?: string | undefined;
  /** The most steps (turns of loops and calls of functions) of one call of a component; only for quickjs. */
  readonly stepLimit?: number | undefined;
}

/** @throws ProjectError for an engine that there is not, or that does not have what is asked of it. */
export function chooseEngine({
  engine = DEFAULT_ENGINE,
  stepLimit,
}: EngineChoice): ComponentEngine {
  const name = ENGINE_NAMES.find((candidate) => candidate === engine);
  if (name === undefined)
    throw new ProjectError(
      `there is no engine ${engine}; choose one of ${ENGINE_NAMES.join(", ")}`,
    );
  if (name === "quickjs") {
    return quickjs(stepLimit === undefined ? {} : { stepLimit: stepUnits(stepLimit) });
  }
  if (stepLimit !== undefined)
    throw new ProjectError(`the engine ${name} counts no steps; leave the step limit out`);
  return starlingmonkey;
}

/** Rounded up, so that a small limit is not taken for none. */
function stepUnits(steps: number): number {
  const units = Math.ceil(steps / STEPS_PER_UNIT);
  if (Number.isSafeInteger(steps) && steps > 0 && units < 2 ** 32) return units;
  throw new ProjectError(`the step limit must be a positive whole number of steps`);
}
