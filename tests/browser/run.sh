#!/usr/bin/env bash
# Looks at what Slipway writes in a headless browser: run.sh report|mermaid PATH-OF-SLIPWAY
# PROJECT-FOLDER. Exit code 77: it was skipped, because Node, Chromium or the npm packages are not
# here.
set -euo pipefail
what=$1
shift
if ! command -v node >/dev/null; then
  printf '\nSKIPPED: the %s was NOT looked at in a browser: there is no Node\n' "$what" >&2
  printf './dev browser installs what is missing and runs these checks\n\n' >&2
  exit 77
fi
exec node "$(dirname "$0")/check_$what.mjs" "$@"
