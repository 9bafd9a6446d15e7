#!/usr/bin/env bash
# Lets the official clients judge a server on each store. A toolchain that is missing is named loudly,
# and the other client goes on: `npm run test:clients`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

failed=0
missing=()
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python=.venv/bin/python
prepare_python() {
  command -v python3 >/dev/null || { missing+=("python3 (3.11 or newer)"); return 1; }
  if ! "$python" -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    python3 -m venv .venv || { rm -rf .venv; missing+=("python3's venv module (Debian: python3-venv)"); return 1; }
  fi
  "$python" -m pip install --quiet --disable-pip-version-check --requirement python/requirements.txt &&
    # Its wheels ask for 3.12, and run on 3.11 as they are.
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python \
      --requirement python/client-requirements.txt ||
    { missing+=("the packages of the Python client (no network?)"); return 1; }
}

prepare_rust() {
  command -v cargo >/dev/null || { missing+=("cargo (Rust 1.85 or newer)"); return 1; }
  local protoc
  protoc=$(cd rust && cargo run --quiet --locked --package protoc-path) ||
    { missing+=("the crates of the Rust client (no network?)"); return 1; }
  (cd rust && PROTOC=$protoc cargo build --quiet --locked) || failed=1
  rust=$(cd rust && cargo metadata --format-version 1 --no-deps --offline |
    node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).target_directory')/debug/official-client
}

has_python=1; prepare_python || has_python=0
has_rust=1; prepare_rust || has_rust=0

for store in memory: "sqlite:$work/store"; do
  coproc SERVER { exec node server.js "$store" bank; }
  read -r ready <&"${SERVER[0]}" || { echo "clients: no server on $store" >&2; exit 1; }
  port=$(node -p 'JSON.parse(process.argv[1]).grpcPort' "$ready")
  http=$(node -p 'JSON.parse(process.argv[1]).httpPort' "$ready")
  if [ "$has_python" = 1 ]; then
    echo "Python client, ${store%%:*}"
    (cd python && "../$python" suite.py "127.0.0.1:$port" bank) || failed=1
  fi
  if [ "$has_rust" = 1 ]; then
    echo "Rust client, ${store%%:*}"
    "$rust" "http://127.0.0.1:$port" bank || failed=1
    "$rust" "http://127.0.0.1:$port" bank by-rust &&
      node sameLog.js "http://127.0.0.1:$port" "http://127.0.0.1:$http" bank by-rust || failed=1
  fi
  pid=$SERVER_PID
  exec {SERVER[1]}>&-
  wait "$pid" || { echo "clients: the server on $store did not end well" >&2; failed=1; }
done

for one in "${missing[@]}"; do
  echo "!!! NOT TESTED: $one is missing, so its client did not run !!!" >&2
done
exit "$failed"
