#!/usr/bin/env bash
# Records the example's components under jco and replays them under Wasmtime; see README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v python3 >/dev/null; then
  echo "conformance: python3 is missing; install Python 3.9 or newer to run Wasmtime" >&2
  exit 1
fi

python=.venv/bin/python
if ! "$python" -m pip --version >/dev/null 2>&1; then
  rm -rf .venv
  if ! python3 -m venv .venv; then
    rm -rf .venv
    echo "conformance: python3 cannot make a virtual environment; install its venv module (Debian: python3-venv)" >&2
    exit 1
  fi
fi
"$python" -m pip install --quiet --disable-pip-version-check --requirement requirements.txt

node record.js .venv/cases.json
"$python" wasmtime_replay.py .venv/cases.json
