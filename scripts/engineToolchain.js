// Compiles the engine's variants with pinned tools: rustc by engine/rust-toolchain.toml, Clang by
// engine/requirements.txt, crates by engine/Cargo.lock, wasm-opt by package-lock.json.
import { createHash } from "node:crypto";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import path from "node:path";
import { withEvaluationOnly } from "./engineEvaluationOnly.js";

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

/** As `toolchain/cc` tells the compiler, and the level that made the fastest and smallest modules. */
const WASM_OPT = [
  "--enable-bulk-memory",
  "--enable-sign-ext",
  "--enable-nontrapping-float-to-int",
  "--enable-mutable-globals",
  "-O3",
];

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
  const env = {
    ...process.env,
    PATH,
    CARGO_TARGET_DIR: path.join(engine, "target"),
    // Cargo does not see changes of these files, but it does see this; no source asks for the name.
    CFLAGS_wasm32_unknown_unknown: `-DTOOLCHAIN_${hashOf(path.join(engine, "toolchain"))}`,
  };
  run("cargo", ["fetch", "--locked", "--quiet", "--target", TARGET], { cwd: engine, env });
  return env;
}

function hashOf(folder) {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(path.join(folder, name)));
  return hash.digest("hex").slice(0, 16);
}

/** Builds all variants of the crate in `engine` into `engine/built`. */
export async function buildVariants(engine, env = prepareToolchain(engine)) {
  const built = path.join(engine, "built");
  const raw = path.join(engine, "target", "raw");
  for (const folder of [built, raw]) mkdirSync(folder, { recursive: true });
  for (const [name, features] of Object.entries(VARIANTS)) {
    const args = ["build", "--release", "--locked", "--quiet", "--features", features.join(",")];
    run("cargo", args, { cwd: engine, env });
    const made = path.join(engine, "target", TARGET, "release");
    const file = "evidentsource_functions_engine.wasm";
    copyFileSync(path.join(made, file), path.join(raw, `${name}.wasm`));
  }
  const waiting = Object.keys(VARIANTS);
  const worker = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      await optimize(path.join(raw, `${name}.wasm`), path.join(built, `${name}.wasm`));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

async function optimize(from, to) {
  const binaryen = path.dirname(createRequire(import.meta.url).resolve("binaryen/package.json"));
  const args = [path.join(binaryen, "bin/wasm-opt"), ...WASM_OPT, from, "-o", to];
  const [status] = await once(spawn(process.execPath, args, { stdio: "inherit" }), "exit");
  if (status !== 0) throw new Error(`wasm-opt of ${path.basename(to)} ended with ${status}`);
  writeFileSync(to, withEvaluationOnly(readFileSync(to)));
  chmodSync(to, 0o644);
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
