// Builds the components of the Python and Rust SDKs for the same view and decision. It needs Python
// 3.12 or newer and cargo with the target wasm32-wasip2; what comes out is kept until a source changes.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sizesOf } from "../variants.js";

const PEERS = fileURLToPath(new URL(".", import.meta.url));
const WIT = fileURLToPath(new URL("../../wit/decider.wit", import.meta.url));
const OUT = join(PEERS, ".build");
const VENV = join(OUT, "venv");

const PEER_COMPONENTS = [
  { variant: "python", world: "state-view", file: "python/account_summary.wasm" },
  { variant: "python", world: "state-change", file: "python/deposit.wasm" },
  { variant: "rust", world: "state-view", file: "rust/wasm32-wasip2/release/account_summary.wasm" },
  { variant: "rust", world: "state-change", file: "rust/wasm32-wasip2/release/deposit.wasm" },
];

/** The peers' components: `{ engine, variant, world, file, raw, gzipped, buildMilliseconds }`. */
export function buildPeers() {
  mkdirSync(OUT, { recursive: true });
  const milliseconds = { python: once("python", buildPython), rust: once("rust", buildRust) };
  return PEER_COMPONENTS.map(({ variant, world, file }) => {
    const path = join(OUT, file);
    const buildMilliseconds = milliseconds[variant];
    const sizes = sizesOf(readFileSync(path));
    return { engine: "peer", variant, world, file: path, ...sizes, buildMilliseconds };
  });
}

/** One SDK's components, `{ view, change }`, by their paths. */
export function buildPeer(variant) {
  mkdirSync(OUT, { recursive: true });
  once(variant, variant === "python" ? buildPython : buildRust);
  const pathOf = (world) =>
    join(
      OUT,
      PEER_COMPONENTS.find((peer) => peer.variant === variant && peer.world === world).file,
    );
  return { view: pathOf("state-view"), change: pathOf("state-change") };
}

/** Builds unless it did for the same sources, and tells how long a component took then. */
function once(folder, build) {
  const hash = createHash("sha256").update(readFileSync(WIT));
  for (const file of sources(join(PEERS, folder))) hash.update(readFileSync(file));
  hash.update(readFileSync(join(PEERS, "requirements.txt")));
  const key = hash.digest("hex");
  const record = join(OUT, `${folder}.json`);
  const before = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : {};
  const present = PEER_COMPONENTS.every(
    ({ variant, file }) => variant !== folder || existsSync(join(OUT, file)),
  );
  if (before.key === key && present) return before.milliseconds;
  const milliseconds = build();
  writeFileSync(record, JSON.stringify({ key, milliseconds }));
  return milliseconds;
}

function sources(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => !path.includes("__pycache__") && statSync(path).isFile())
    .sort();
}

function buildPython() {
  if (!existsSync(join(VENV, "bin/componentize-py"))) {
    run(pythonCommand(), ["-m", "venv", VENV]);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run(join(VENV, "bin/python"), [...pip, "--requirement", join(PEERS, "requirements.txt")]);
  }
  const lib = join(VENV, "lib");
  const packages = join(lib, readdirSync(lib)[0], "site-packages");
  mkdirSync(join(OUT, "python"), { recursive: true });
  const wit = join(OUT, "python/decider.wit");
  writeFileSync(wit, olderGeneration(readFileSync(WIT, "utf8")));
  const start = performance.now();
  for (const { variant, world, file } of PEER_COMPONENTS) {
    if (variant !== "python") continue;
    const module = file.replace(/^python\/|\.wasm$/g, "");
    const bindings = ["--quiet", "--wit-path", wit, "--world", world];
    const paths = ["-p", join(PEERS, "python"), "-p", packages];
    const output = ["-o", join(OUT, file)];
    run(join(VENV, "bin/componentize-py"), [
      ...bindings,
      "componentize",
      ...paths,
      module,
      ...output,
    ]);
  }
  return (performance.now() - start) / 2;
}

/** The names that the Python SDK was made for; hosts do not see those of types. */
const olderGeneration = (wit) =>
  wit
    .replaceAll("append-condition", "batch-constraint")
    .replaceAll("speculate-with-transaction", "speculate-with-batch");

/** Cargo builds both at once, dependencies and all, the first time: its time says little. */
function buildRust() {
  const args = ["build", "--release", "--locked", "--target", "wasm32-wasip2"];
  const start = performance.now();
  run("cargo", args, {
    cwd: join(PEERS, "rust"),
    env: { ...process.env, CARGO_TARGET_DIR: join(OUT, "rust") },
  });
  return (performance.now() - start) / 2;
}

/** `PYTHON` names the interpreter where `python3` is too old for the SDK. */
function pythonCommand() {
  const names = [process.env.PYTHON, "python3.13", "python3.12", "python3"].filter(Boolean);
  const check = "import sys; sys.exit(sys.version_info < (3, 12))";
  const found = names.find((name) => spawnSync(name, ["-c", check]).status === 0);
  if (found !== undefined) return found;
  throw new Error("the Python SDK needs Python 3.12 or newer; name one in PYTHON");
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: ["ignore", process.stderr, process.stderr],
    ...options,
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? `ended with ${status}`}`);
  }
}
