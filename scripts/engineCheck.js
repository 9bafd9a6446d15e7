// Builds the engine again, from its sources in an empty folder, and compares with engine/built.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildVariants, checksums, missingTool } from "./engineToolchain.js";

const engine = fileURLToPath(new URL("../engine", import.meta.url));
const committed = readFileSync(path.join(engine, "built", "SHA256SUMS"), "utf8");
const given = checksums(path.join(engine, "built"));
if (given !== committed) {
  console.error(`engine/built does not hold what its SHA256SUMS says:\n${given}`);
  process.exit(1);
}

const missing = missingTool();
if (missing !== undefined) {
  console.warn(`\n*** THE ENGINE WAS NOT REBUILT: ${missing} is not there. ***`);
  console.warn(
    "*** Its files have the committed hashes; nothing compared them with the source. ***\n",
  );
  process.exit(0);
}

const copy = mkdtempSync(path.join(tmpdir(), "engine-"));
const left = [".toolchain", "built", "target"].map((name) => path.join(engine, name));
try {
  cpSync(engine, copy, { recursive: true, filter: (source) => !left.includes(source) });
  buildVariants(copy);
  const rebuilt = checksums(path.join(copy, "built"));
  if (rebuilt !== committed) {
    console.error(`the source builds other files than engine/built holds:\n${rebuilt}`);
    process.exitCode = 1;
  } else {
    console.log(`the source builds what engine/built holds:\n${rebuilt}`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
