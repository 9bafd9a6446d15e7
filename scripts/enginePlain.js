// The tests and fuzzers of engine/plain, natively. With --long they try many more cases, from a new seed,
// and then under the address sanitizer, which the pinned compiler has as an unstable option.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const engine = fileURLToPath(new URL("../engine", import.meta.url));
const long = process.argv.includes("--long");

function nativeTarget() {
  const { status, stdout } = spawnSync("rustc", ["-vV"], { cwd: engine, encoding: "utf8" });
  return status === 0 ? /^host: (.+)$/m.exec(stdout)?.[1] : undefined;
}

function test(target, name, env) {
  const args = ["test", "--release", "--locked", "--quiet", "--target", target];
  const { status } = spawnSync(
    "cargo",
    [...args, "-p", "evidentsource-functions-plain", "--tests"],
    {
      cwd: engine,
      env: { ...process.env, CARGO_TARGET_DIR: path.join(engine, "target", name), ...env },
      stdio: "inherit",
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}

const target = nativeTarget();
if (target === undefined) {
  console.warn("\n*** engine/plain WAS NOT TESTED: there is no rustc. ***\n");
} else if (long) {
  const seed = process.env.FUZZ_SEED ?? String(Date.now());
  console.log(`FUZZ_SEED=${seed}`);
  const cases = process.env.FUZZ_CASES ?? "3000000";
  test(target, "native", { FUZZ_SEED: seed, FUZZ_CASES: cases });
  const sanitized = { RUSTC_BOOTSTRAP: "1", RUSTFLAGS: "-Zsanitizer=address" };
  test(target, "sanitized", { ...sanitized, FUZZ_SEED: seed, FUZZ_CASES: cases });
} else {
  test(target, "native", {});
}
