#!/bin/bash
# apt-get install as root, without questions, and without starting any service: the tests start their own.
set -euo pipefail
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -q && apt-get install --yes -q --no-install-recommends "$@"; } >"$log" 2>&1; then
  tail -30 "$log" >&2
  echo "apt-get could not install: $*" >&2
  exit 1
fi
rm -f "$log"
