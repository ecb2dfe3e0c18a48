#!/usr/bin/env bash
# Runs every fuzz target for some seconds from its seeds: run.sh BUILD_DIR [SECONDS] [TARGET ...].
# Findings are kept in BUILD_DIR/fuzz-findings; any of them is a failure.
set -euo pipefail
build=$(realpath "$1")
seconds=${2:-10}
here=$(cd "$(dirname "$0")" && pwd)
shift; [ $# -eq 0 ] || shift
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  for source in "$here"/*_fuzz.cc; do targets+=("$(basename "$source" _fuzz.cc)"); done
fi

mkdir -p "$build/fuzz-findings"
failed=()
for target in "${targets[@]}"; do
  grown=$build/fuzz-corpus/$target  # what the fuzzer adds stays out of the checkout
  mkdir -p "$grown"
  log=$build/fuzz-findings/$target.log
  if "$build/tests/fuzz/${target}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -max_len=8192 -print_final_stats=1 -artifact_prefix="$build/fuzz-findings/$target-" \
    "$grown" "$here/corpus/$target" >"$log" 2>&1; then
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs, no finding"
  else
    failed+=("$target")
    tail -40 "$log"
    echo "$target: FINDING, see $log"
  fi
done
[ ${#failed[@]} -eq 0 ] || { echo "findings in: ${failed[*]}"; exit 1; }
