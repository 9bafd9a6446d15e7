#!/usr/bin/env bash
# Asks both engines' components everything, under jco and then under Wasmtime; see README.md.
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

# What Wasmtime answers is worth seeing even where jco's answers are not as expected.
failed=0
node run.js --record .venv/record.jsonl "$@" || failed=1
"$python" wasmtime_replay.py .venv/record.jsonl || failed=1
exit "$failed"
