#!/usr/bin/env bash
# Whole `slipway schedule` processes beside networkx and igraph on the same generated plans, in one
# run. The peers' scripts and the generator are not part of this repository: they lie in
# ../shared/bench beside it; without them there is nothing to compare with.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shared=${SLIPWAY_SHARED:-$here/../../../shared}/bench
slipway=${SLIPWAY_BINARY:?set SLIPWAY_BINARY to the program to measure}
plans=${SLIPWAY_BENCH_DIR:-$here/../../build/bench/plans}
python=/usr/bin/python3  # the one that Debian's networkx and igraph belong to
sizes=(${*:-10000 100000 1000000})

if [ ! -f "$shared/gen.py" ]; then
  echo "bench: SKIPPED, no ../shared/bench with the generator and the peers' scripts" >&2
  exit 0
fi
peers=()
for module in networkx igraph; do
  if "$python" -c "import $module" 2>/dev/null; then peers+=("$module"); else
    echo "bench: SKIPPED $module: apt-get install python3-$module" >&2
  fi
done

mkdir -p "$plans"
for n in "${sizes[@]}"; do
  plan=$plans/$n.json
  if [ ! -f "$plan" ]; then
    "$python" "$shared/gen.py" "$n" --slipway "$plan.new" --json "$plans/peers-$n.json"
    mv "$plan.new" "$plan"
  fi
  rounds=5
  [ "$n" -lt 1000000 ] || rounds=3
  entries=(slipway "$slipway" schedule "$plan" --quiet)
  for peer in "${peers[@]}"; do
    [ "$peer $n" != "networkx 1000000" ] || continue  # needs a minute a round
    entries+=(-- "$peer" "$python" "$shared/peer_$peer.py" "$plans/peers-$n.json")
  done
  echo "schedule, $n goals, medians of $rounds rounds:"
  "$python" "$here/measure.py" "$rounds" "${entries[@]}"
done

for n in 1000 10000; do
  plan=$plans/$n.json
  [ -f "$plan" ] || "$python" "$shared/gen.py" "$n" --slipway "$plan" --json "$plans/peers-$n.json"
  echo "risk, $n goals, 1000 samples:"
  "$python" "$here/measure.py" 3 "1 thread" "$slipway" risk "$plan" --samples 1000 --threads 1 --quiet \
    -- "2 threads" "$slipway" risk "$plan" --samples 1000 --threads 2 --quiet
done
