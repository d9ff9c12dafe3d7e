#!/usr/bin/env bash
# Looks at the report in a headless browser: run.sh PATH-OF-SLIPWAY PROJECT-FOLDER. Exit code 77: it
# was skipped, because Node, Chromium or the npm packages are not here.
set -euo pipefail
if ! command -v node >/dev/null; then
  printf '\nSKIPPED: the report was NOT looked at in a browser: there is no Node\n' >&2
  printf './dev browser installs what is missing and runs these checks\n\n' >&2
  exit 77
fi
exec node "$(dirname "$0")/check_report.mjs" "$@"
