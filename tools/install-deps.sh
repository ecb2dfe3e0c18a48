#!/usr/bin/env bash
# Installs what likewise needs on Debian 12, with apt and from Debian only.
#
#   tools/install-deps.sh             everything: build, run, every test
#   tools/install-deps.sh --no-jvm    without JDK 17 and Maven (no tests against a real Elasticsearch)
#   tools/install-deps.sh --minimal   only what a built binary needs to run
#
# Does nothing, quickly, when all of it is there. Uses sudo when not root.
set -euo pipefail

runtime=(
  librocksdb7.8 libfmt9 libspdlog1.10 libsimdjson14 libhwy1 libicu72 libflatbuffers2
  libcurl4 libssl3 libpng16-16 libhdf5-103-1 libjpeg62-turbo libwebp7 zlib1g libzstd1 libxxhash0
  ca-certificates
)
build=(
  build-essential cmake ninja-build ccache pkg-config git
  librocksdb-dev libflatbuffers-dev flatbuffers-compiler          # storage
  libeigen3-dev libhwy-dev libicu-dev libsimdjson-dev             # engine
  libboost1.81-dev libssl-dev zlib1g-dev                          # server
  libcli11-dev libspdlog-dev libcurl4-openssl-dev libpng-dev  # tools
  libhdf5-dev libjpeg62-turbo-dev libwebp-dev                     # vector files and pictures
  libfmt-dev libexpected-dev libzstd-dev libxxhash-dev
)
tests=(
  libgtest-dev libgmock-dev libbenchmark-dev clang-format-14
  dataset-fashion-mnist tango-icon-theme python3 python3-numpy curl jq procps
)
jvm=(openjdk-17-jdk-headless maven)

usage() { sed -n '2,8s/^# \{0,1\}//p' "$0"; }

wanted=("${runtime[@]}" "${build[@]}" "${tests[@]}" "${jvm[@]}")
case ${1:-} in
  "") ;;
  --no-jvm) wanted=("${runtime[@]}" "${build[@]}" "${tests[@]}") ;;
  --minimal) wanted=("${runtime[@]}") ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
[ $# -le 1 ] || { usage >&2; exit 2; }

command -v dpkg-query >/dev/null || {
  echo "install-deps.sh: this is not Debian; install the packages named in it by hand" >&2
  exit 1
}

missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "install-deps.sh: all ${#wanted[@]} packages are installed"
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "install-deps.sh: run as root, or install sudo; missing: ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "install-deps.sh: installing ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -q --no-install-recommends "${missing[@]}"
