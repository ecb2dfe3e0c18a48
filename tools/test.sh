#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test.
#
#   tools/test.sh                   all of it, with the comparisons against a real Elasticsearch
#   tools/test.sh --no-jvm          without those (no JDK, no Maven)
#   tools/test.sh --build-dir DIR   elsewhere than build/release
#
# Ends with ctest's summary, which names the tests that were left out.
set -euo pipefail
cd "$(dirname "$0")/.."

build=build/release
jvm=yes
why="--no-jvm was given"
while [ $# -gt 0 ]; do
  case $1 in
    --no-jvm) jvm=no ;;
    --build-dir) build=${2:?--build-dir needs a folder}; shift ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "test.sh: unknown argument $1" >&2; exit 2 ;;
  esac
  shift
done

install=()
[ "$jvm" = yes ] || install=(--no-jvm)
tools/install-deps.sh "${install[@]}"

if [ "$jvm" = yes ] && ! { command -v mvn && command -v javac; } >/dev/null; then
  jvm=no
  why="mvn or javac cannot be found"
fi

# Two clones of the same sources share what they compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
cores=$(nproc)
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DLIKEWISE_WERROR=ON
cmake --build "$build" -j "$cores"

if [ "$jvm" = no ]; then
  # The tests concerned skip themselves and are named once more after ctest's summary.
  export LIKEWISE_NO_JVM="$why"
  printf '\n*** NOT TESTED AGAINST A REAL ELASTICSEARCH: %s ***\n\n' "$why"
fi
ctest --test-dir "$build" -j "$cores" --output-on-failure --no-tests=error
