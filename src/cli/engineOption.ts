import { Option } from "commander";
import { DEFAULT_ENGINE, ENGINE_NAMES } from "../build/index.js";

/** `--engine`, for commands whose answers depend on it. */
export const engineOption = (): Option =>
  new Option("--engine <name>", `JavaScript engine: ${ENGINE_NAMES.join(", ")}`).default(
    DEFAULT_ENGINE,
  );
