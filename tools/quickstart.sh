#!/usr/bin/env bash
# From a fresh Debian 12 machine to "more like this" over 70,000 pictures, in one command:
#   tools/quickstart.sh [--once] [--port N] [--data-dir DIR] [--build-dir DIR]
# Installs what is missing, builds, trains a codebook on Fashion-MNIST, encodes every picture as 196
# tokens, starts a server, loads it, and asks for the neighbours of a few pictures. Then it keeps
# serving until Ctrl-C; with --once it stops after the answers.
set -euo pipefail
cd "$(dirname "$0")/.."

once=no port=9200 data=quickstart-data build=build/release
while [ $# -gt 0 ]; do
  case $1 in
    --once) once=yes ;;
    --port) port=${2:?--port needs a number}; shift ;;
    --data-dir) data=${2:?--data-dir needs a folder}; shift ;;
    --build-dir) build=${2:?--build-dir needs a folder}; shift ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "quickstart: unknown option $1; see --help" >&2; exit 2 ;;
  esac
  shift
done

step() { printf '\n== %s\n' "$*"; }
fail() { echo "quickstart: $*" >&2; exit 1; }

step "installing what is missing"
tools/install-deps.sh --no-jvm

step "building likewise in $build"
if [ ! -f "$build/build.ninja" ]; then
  cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DLIKEWISE_TESTS=OFF -DLIKEWISE_BENCH=OFF
fi
ninja -C "$build" likewise
likewise=$build/likewise
started=$SECONDS

folder=$(dirname "$(dpkg -L dataset-fashion-mnist | grep '/train-images-idx3-ubyte.gz$')")
train=$folder/train-images-idx3-ubyte.gz test=$folder/t10k-images-idx3-ubyte.gz
train_labels=$folder/train-labels-idx1-ubyte.gz test_labels=$folder/t10k-labels-idx1-ubyte.gz
names=tshirt,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,boot
mkdir -p "$data"

step "training a codebook: 784 dimensions in 196 groups of 32 clusters"
"$likewise" train "$train" --groups 196 --clusters 32 --grouping contiguous --metric l2 --seed 1 -o "$data/model.lwm"

step "encoding 70,000 pictures"
seq 60000 69999 > "$data/test-ids.txt"
encode() {  # VECTORS LABELS [more options]: documents with label and picture reference, to stdout
  local vectors=$1 labels=$2; shift 2
  "$likewise" encode "$vectors" --model "$data/model.lwm" --labels "$labels" --label-names "$names" \
    --image-template "fashion-mnist/{id}.png" --format ndjson "$@"
}
encode "$train" "$train_labels" > "$data/docs.ndjson"
encode "$test" "$test_labels" --ids "$data/test-ids.txt" >> "$data/docs.ndjson"

step "starting the server"
rm -rf "$data/db" "$data/server.log"   # a new load each time: a second run starts from scratch
free_port() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
if [ "$port" != 0 ] && ! free_port "$port"; then
  echo "port $port is taken (an Elasticsearch?); choosing a free one"
  port=0
fi
"$likewise" serve --data-dir "$data/db" --port "$port" > "$data/server.log" 2>&1 &
server=$!
stop() { kill -TERM "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
trap stop EXIT
trap 'exit 130' INT TERM
url=
for _ in $(seq 1 100); do
  url=$(sed -n 's/.*listening on \(http:[^, ]*\).*/\1/p' "$data/server.log" | head -1)
  [ -n "$url" ] && break
  kill -0 "$server" 2>/dev/null || { cat "$data/server.log" >&2; fail "the server did not start"; }
  sleep 0.1
done
[ -n "$url" ] || fail "the server did not say where it listens; see $data/server.log"
echo "$url"

step "loading"
"$likewise" index "$data/docs.ndjson" --to "$url/images"
count=$(curl -sf "$url/images/_count" | sed 's/.*"count":\([0-9]*\).*/\1/')
[ "$count" = 70000 ] || fail "expected 70000 documents, the server counts $count"

step "the seed's query, as curl would send it"
body='{"size":3,"_source":["label","image"],"query":{"more_like_this":{"fields":["feature_vector.keyword"],"like":[{"_index":"images","_id":"16"}],"min_term_freq":1}}}'
echo "curl -s '$url/images/_search?pretty' -H 'Content-Type: application/json' -d '$body'"
curl -sf "$url/images/_search?pretty" -H 'Content-Type: application/json' -d "$body"

step "neighbours of a few pictures"
"$likewise" search "$url/images" --preset tokens --size 12 \
  --like 16 --like 1 --like 5 --like 42 --like 60000 --like 60018 \
  --pictures "$train,$test" --contact-sheet "$data/neighbours.png"

echo
echo "done in $((SECONDS - started)) s after the build"
if [ "$once" = yes ]; then
  exit 0
fi

cat <<TEXT

What to try next
  look at the pictures         xdg-open $data/neighbours.png
  another picture              $likewise search $url/images --like 4711
  every token, not the 25 best $likewise search $url/images --like 4711 --preset tokens
  what the server holds        curl '$url/_cat/indices?v'
  your own vectors             $likewise train vectors.npy --groups 128 --clusters 32 -o my.lwm
                               $likewise encode vectors.npy --model my.lwm > my.ndjson
                               $likewise index my.ndjson --to $url/my
The server goes on at $url until Ctrl-C.
TEXT
wait "$server"
