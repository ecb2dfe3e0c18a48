#!/usr/bin/env bash
# Builds with the address, undefined-behaviour and thread sanitizers, one after the other, and runs
# the fast tests on each; then, where clang 16 is installed, every fuzz target for ten seconds.
#
#   tools/check.sh [asan] [ubsan] [tsan] [fuzz]      default: all four
set -euo pipefail
cd "$(dirname "$0")/.."

checks=("$@")
[ ${#checks[@]} -gt 0 ] || checks=(asan ubsan tsan fuzz)
tools/install-deps.sh --no-jvm

export ASAN_OPTIONS="detect_leaks=1:strict_string_checks=1:${ASAN_OPTIONS:-}"
export UBSAN_OPTIONS="print_stacktrace=1:${UBSAN_OPTIONS:-}"
export TSAN_OPTIONS="halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tests/tsan.supp:${TSAN_OPTIONS:-}"
cores=$(nproc)

sanitizer() {
  printf '\n=== %s ===\n' "$1"
  cmake --preset "$1"
  cmake --build --preset "$1" -j "$cores"
  # Rules of style do not depend on the sanitizer.
  ctest --preset "$1" -j "$cores" -L fast -LE style --no-tests=error
}

fuzz() {
  printf '\n=== fuzz ===\n'
  if ! command -v clang++-16 >/dev/null; then
    echo "*** NOT FUZZED: clang++-16 is not installed (apt-get install clang-16) ***"
    return
  fi
  cmake --preset fuzz
  cmake --build --preset fuzz -j "$cores" --target likewise_fuzzers
  tests/fuzz/run.sh build/fuzz "${FUZZ_SECONDS:-10}"
}

for check in "${checks[@]}"; do
  case $check in
    asan | ubsan | tsan) sanitizer "$check" ;;
    fuzz) fuzz ;;
    *) echo "check.sh: unknown check $check" >&2; exit 2 ;;
  esac
done
printf '\nall checks passed: %s\n' "${checks[*]}"
