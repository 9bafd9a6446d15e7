// Builds the engine again, from its sources in an empty folder, and compares with engine/built.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildVariants, checksums, missingTool, prepareToolchain } from "./engineToolchain.js";

const engine = fileURLToPath(new URL("../engine", import.meta.url));
const committed = readFileSync(path.join(engine, "built", "SHA256SUMS"), "utf8");
const given = checksums(path.join(engine, "built"));
if (given !== committed) {
  console.error(`engine/built does not hold what its SHA256SUMS says:\n${given}`);
  process.exit(1);
}

function notRebuilt(reason) {
  console.warn(`\n*** THE ENGINE WAS NOT REBUILT: ${reason}. ***`);
  console.warn(
    "*** Its files have the committed hashes; nothing compared them with the source. ***\n",
  );
}

/** The environment to compile in; `undefined` where the pinned tools cannot be had. */
function toolchainFor(folder) {
  try {
    return prepareToolchain(folder);
  } catch (error) {
    notRebuilt(`its toolchain cannot be had (${error.message})`);
    return undefined;
  }
}

async function compare(folder, env) {
  await buildVariants(folder, env);
  const rebuilt = checksums(path.join(folder, "built"));
  if (rebuilt === committed) {
    console.log(`the source builds what engine/built holds:\n${rebuilt}`);
    return;
  }
  console.error(`the source builds other files than engine/built holds:\n${rebuilt}`);
  process.exitCode = 1;
}

const missing = missingTool();
if (missing === undefined) {
  const copy = mkdtempSync(path.join(tmpdir(), "engine-"));
  const left = [".toolchain", "built", "target"].map((name) => path.join(engine, name));
  try {
    cpSync(engine, copy, { recursive: true, filter: (source) => !left.includes(source) });
    const env = toolchainFor(copy);
    if (env !== undefined) await compare(copy, env);
  } finally {
    rmSync(copy, { recursive: true });
  }
} else {
  notRebuilt(`${missing} is not there`);
}
