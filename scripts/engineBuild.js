// Rebuilds engine/built/*.wasm and their SHA-256.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildVariants, checksums } from "./engineToolchain.js";

const engine = fileURLToPath(new URL("../engine", import.meta.url));
const built = path.join(engine, "built");
await buildVariants(engine);
const sums = checksums(built);
writeFileSync(path.join(built, "SHA256SUMS"), sums);
console.log(sums);
