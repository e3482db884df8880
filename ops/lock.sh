#!/bin/bash
# Writes requirements/{base,dev}.txt: every library pinned with hashes, no address of a registry in them.
# Versions stay as installed here; to raise one, install it first (pip install -U name), then lock.
set -euo pipefail
cd "$(dirname "$0")/.."
installed=$(mktemp)
trap 'rm -f "$installed"' EXIT
.venv/bin/python -m pip freeze --quiet --exclude-editable >"$installed"
for level in base dev; do
  extra=()
  [[ $level == dev ]] && extra=(--extra dev)
  .venv/bin/uv pip compile pyproject.toml "${extra[@]}" --quiet --constraint "$installed" \
    --python-version 3.11 --python-platform linux --generate-hashes \
    --no-emit-index-url --no-annotate --no-header --output-file "requirements/$level.txt"
done
