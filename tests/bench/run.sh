#!/usr/bin/env bash
# Whole slipway processes beside their peers on the same generated plans, in one run.
#   run.sh [schedule [SIZES..] | risk | whatif | views]     no word: all
# schedule: beside networkx and igraph. risk: beside numpy, see risk.py. whatif: beside a plain run,
# see whatif.py. views: every picture, see views.py. The peers' scripts and the generator are not
# part of this repository: they lie in ../shared/bench beside it; without them there is nothing to
# compare with.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shared=${SLIPWAY_SHARED:-$here/../../../shared}/bench
slipway=${SLIPWAY_BINARY:?set SLIPWAY_BINARY to the program to measure}
plans=${SLIPWAY_BENCH_DIR:-$here/../../build/bench/plans}
python=/usr/bin/python3  # the one that Debian's networkx, igraph and numpy belong to

# generate N: the plan of N goals, in our format and in the peers'.
generate() {
  local plan=$plans/$1.json
  [ ! -f "$plan" ] || return 0
  mkdir -p "$plans"
  "$python" "$shared/gen.py" "$1" --slipway "$plan.new" --json "$plans/peers-$1.json"
  mv "$plan.new" "$plan"
}

# has MODULE: says whether Python has it; if not, says how to get it.
has() {
  if "$python" -c "import $1" 2>/dev/null; then return 0; fi
  echo "bench: SKIPPED $1: apt-get install python3-$1" >&2
  return 1
}

bench_schedule() {
  local peers=() module n entries rounds peer
  for module in networkx igraph; do
    if has "$module"; then peers+=("$module"); fi
  done
  [ $# -gt 0 ] || set -- 10000 100000 1000000
  for n in "$@"; do
    generate "$n"
    rounds=5
    [ "$n" -lt 1000000 ] || rounds=3
    entries=(slipway "$slipway" schedule "$plans/$n.json" --quiet)
    for peer in "${peers[@]}"; do
      [ "$peer $n" != "networkx 1000000" ] || continue  # needs a minute a round
      entries+=(-- "$peer" "$python" "$shared/peer_$peer.py" "$plans/peers-$n.json")
    done
    echo "schedule, $n goals, medians of $rounds rounds:"
    "$python" "$here/measure.py" "$rounds" "${entries[@]}"
  done
}

bench_risk() {
  local peer=-
  if has numpy && has scipy; then peer=$shared/peer_numpy_mc.py; fi
  generate 10000
  generate 100000
  "$python" "$here/risk.py" "$slipway" "$plans" "$peer" "$here/../../data/plans/libp2p-2018-q3.json"
}

bench_whatif() {
  python3 "$here/whatif.py" "$slipway" "$plans" "$here/../../data/plans/libp2p-2018-q3.json"
}

bench_views() {
  python3 "$here/views.py" "$slipway" "$plans"
}

case ${1:-} in  # these need no peer and no generator
  whatif | views)
    "bench_$1"
    exit
    ;;
esac
if [ ! -f "$shared/gen.py" ]; then
  echo "bench: SKIPPED, no ../shared/bench with the generator and the peers' scripts" >&2
  exit 0
fi
word=${1:-all}
shift || true
case $word in
  schedule) bench_schedule "$@" ;;
  risk) bench_risk ;;
  all)
    bench_schedule
    bench_risk
    bench_whatif
    bench_views
    ;;
  *)
    echo "bench: unknown word '$word'; schedule, risk, whatif and views are known" >&2
    exit 2
    ;;
esac
