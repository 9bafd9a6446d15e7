import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  BuildFilesError,
  builtFiles,
  MODEL_FILE,
  modelProblem,
  type BuiltFiles,
} from "../artifact/index.js";
import type { Model } from "../model/model.js";

/** A folder that holds no build, or one that this version cannot read. */
export class BuiltProjectError extends Error {
  override readonly name = "BuiltProjectError";
}

/**
 * Reads the model of a whole build.
 * @throws BuiltProjectError when there is none, or none that this version can read.
 */
export async function readModel(outDir: string): Promise<Model> {
  return (await openBuild(outDir)).model;
}

/** A whole build: its model, and its files as they were when it was opened. */
export interface OpenBuild {
  readonly files: BuiltFiles;
  readonly model: Model;
}

/**
 * Makes sure that a folder holds a whole build, and reads its model.
 * @throws BuiltProjectError when there is none, or none that this version can read.
 */
export async function openBuild(outDir: string): Promise<OpenBuild> {
  try {
    const files = await builtFiles(outDir);
    const model = parseModel(await readModelFile(files, outDir), outDir);
    if ((model.schemaVersion as number) === 1) return { files, model };
    throw new BuiltProjectError(
      `${outDir} was built by another version (model schema ${String(model.schemaVersion)}); run \`esf build\` again`,
    );
  } catch (cause) {
    if (cause instanceof BuildFilesError) throw new BuiltProjectError(cause.message, { cause });
    throw cause;
  }
}

async function readModelFile(files: BuiltFiles, outDir: string): Promise<string> {
  if (!existsSync(join(outDir, MODEL_FILE)))
    throw new BuiltProjectError(
      `${outDir} holds no build (no model.json); run \`esf build\` first`,
    );
  return new TextDecoder().decode(await files.read(MODEL_FILE));
}

function parseModel(text: string, outDir: string): Model {
  let model: unknown;
  try {
    model = JSON.parse(text);
  } catch (cause) {
    throw new BuiltProjectError(`the model.json in ${outDir} is no JSON; run \`esf build\` again`, {
      cause,
    });
  }
  const problem = modelProblem(model);
  if (problem === undefined) return model as Model;
  throw new BuiltProjectError(
    `the model.json in ${outDir} is none: ${problem}; run \`esf build\` again`,
  );
}
