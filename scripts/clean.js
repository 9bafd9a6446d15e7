// Removes compiled output, so that files of deleted modules do not reach the package.
import { rmSync } from "node:fs";

rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
