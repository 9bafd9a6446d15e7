// Compiles the engine's variants with pinned tools: rustc by engine/rust-toolchain.toml, Clang by
// engine/requirements.txt, crates by engine/Cargo.lock.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** File name and cargo features of each variant. */
export const VARIANTS = {
  "state-view": [],
  "state-view-random": ["random"],
  "state-change": ["change"],
  "state-change-random": ["change", "random"],
  "state-change-speculate": ["speculate"],
  "state-change-speculate-random": ["speculate", "random"],
};
const TARGET = "wasm32-unknown-unknown";

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

/** What of rustup and Python is missing here, in words; `undefined` if nothing is. */
export function missingTool() {
  for (const command of ["rustup", "cargo", "python3"]) {
    if (spawnSync(command, ["--version"], { stdio: "ignore" }).status !== 0) return command;
  }
  return undefined;
}

/** The folder to put first on the path, so that `python3` has the pinned C compiler. */
function clang(engine) {
  const venv = path.join(engine, ".toolchain");
  const requirements = path.join(engine, "requirements.txt");
  const stamp = path.join(venv, "requirements.txt");
  const bin = path.join(venv, "bin");
  const wanted = readFileSync(requirements, "utf8");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    run("python3", ["-m", "venv", "--clear", venv]);
    const args = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"];
    run(path.join(bin, "python3"), [...args, "-r", requirements]);
    writeFileSync(stamp, wanted);
  }
  return bin;
}

/**
 * Gets all that compiling needs: the pinned compilers and crates.
 * @returns the environment to run cargo in. @throws Error when something cannot be had.
 */
export function prepareToolchain(engine) {
  const PATH = `${clang(engine)}${path.delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH, CARGO_TARGET_DIR: path.join(engine, "target") };
  run("cargo", ["fetch", "--locked", "--quiet", "--target", TARGET], { cwd: engine, env });
  return env;
}

/** Builds all variants of the crate in `engine` and copies them to `engine/built`. */
export function buildVariants(engine, env = prepareToolchain(engine)) {
  const built = path.join(engine, "built");
  mkdirSync(built, { recursive: true });
  for (const [name, features] of Object.entries(VARIANTS)) {
    const args = ["build", "--release", "--locked", "--quiet", "--features", features.join(",")];
    run("cargo", args, { cwd: engine, env });
    const made = path.join(engine, "target", TARGET, "release");
    const file = "evidentsource_functions_engine.wasm";
    const copy = path.join(built, `${name}.wasm`);
    copyFileSync(path.join(made, file), copy);
    chmodSync(copy, 0o644);
  }
}

/** One line a variant, as `sha256sum` writes it. */
export function checksums(built) {
  return Object.keys(VARIANTS)
    .map((name) => {
      const bytes = readFileSync(path.join(built, `${name}.wasm`));
      return `${createHash("sha256").update(bytes).digest("hex")}  ${name}.wasm\n`;
    })
    .join("");
}
