#!/bin/bash
# Installs what is missing: `install.sh run` for make run, `install.sh dev` for tests and checks besides.
# Debian packages by apt when root; else one line says which command a person must type.
set -euo pipefail
cd "$(dirname "$0")/.."
level=${1:?run or dev}

has_command() { command -v "$1" >/dev/null; }
has_library() { /sbin/ldconfig -p | grep -F "$1" >/dev/null; }
can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

python=$(command -v python3.11 || command -v python3 || true)
if [[ -z $python ]] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed: apt-get install python3.11" >&2
  exit 1
fi

missing=()
if [[ ! -x .venv/bin/python ]]; then can_make_venv "$python" || missing+=(python3-venv); fi
has_library libpango-1.0.so.0 || missing+=(libpango-1.0-0)
has_library libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
has_library libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
if [[ $level == dev ]]; then
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  has_command redis-server || missing+=(redis-server)
  has_command chromium || missing+=(chromium)
  has_command nginx || [[ -x /usr/sbin/nginx ]] || missing+=(nginx-light)
  # Chromium draws with what is there: letters as wide as those of phones, or the tests measure another page
  compgen -G '/usr/share/fonts/truetype/liberation*/*' >/dev/null || missing+=(fonts-liberation)
  has_command pdfsig || missing+=(poppler-utils)
fi

if ((${#missing[@]})); then
  command="apt-get install --yes --no-install-recommends ${missing[*]}"
  if ! has_command apt-get; then
    echo "Missing: ${missing[*]} (names of Debian packages). Install them, then run this again." >&2
    exit 1
  elif [[ $(id -u) != 0 ]]; then
    echo "Missing system packages. Type this, then run make again:  sudo $command" >&2
    exit 1
  fi
  echo "Installing: ${missing[*]}"
  ops/apt.sh "${missing[@]}"
fi

# The locked libraries; a stamp remembers which lock was installed.
lock=requirements/$([[ $level == dev ]] && echo dev || echo base).txt
stamp=.venv/.installed
sum=$(sha256sum "$lock" | cut -d' ' -f1)
if ! .venv/bin/python -c '' 2>/dev/null; then rm -rf .venv && "$python" -m venv .venv; fi
if ! grep -qsF "$sum" "$stamp"; then
  echo "Installing the libraries of $lock"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r "$lock"
  if [[ $level == dev ]]; then sha256sum requirements/{base,dev}.txt; else sha256sum "$lock"; fi >"$stamp"
fi
