#!/usr/bin/env python3
"""likewise and a real server answer more_like_this alike on Fashion-MNIST's tokens.

The same documents go into both through one connection in the same order, without a refresh in
between, so that the real server keeps them in one segment in load order and ties are comparable.
Exit code 77 (skipped) when there is no JDK or Maven for the kind.
"""

import pathlib
import random
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

import fashion_mnist  # noqa: E402
import live_comparison  # noqa: E402
from harness.likewise_server import LikewiseServer  # noqa: E402
from harness.real_server import RealServer  # noqa: E402
from hit_comparison import difference  # noqa: E402
from live_comparison import DIALECT  # noqa: E402

INDEX = "images"
FIELD = "feature_vector.keyword"


def like(identifier):
    return [{"_index": INDEX, "_id": identifier}]


def body(parameters, **request):
    return {"query": {"more_like_this": {"fields": [FIELD], "min_term_freq": 1, **parameters}},
            **request}


# Name -> body for a picture and another one.
VARIANTS = {
    "the seed's query": lambda a, b: body({"like": like(a)}),
    "all tokens": lambda a, b: body(
        {"like": like(a), "max_query_terms": 1000, "min_doc_freq": 1}, _source=False, size=50),
    "minimum_should_match 1": lambda a, b: body(
        {"like": like(a), "minimum_should_match": "1"}, _source=False, track_total_hits=True),
    "unlike": lambda a, b: body({"like": like(a), "unlike": like(b)}, _source=False, size=50),
    "max_query_terms 50": lambda a, b: body(
        {"like": like(a), "max_query_terms": 50}, _source=False, size=100),
    "include, boosted terms": lambda a, b: body(
        {"like": like(a), "include": True, "boost_terms": 2.5}, _source=False, size=20, **{"from": 5}),
}


def load(client, documents):
    started = time.monotonic()
    client.expect(200, "PUT", f"/{INDEX}", {"settings": {
        "number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}})
    client.bulk(INDEX, documents, chunk=1000, refresh=True)
    return time.monotonic() - started


def segments_of(client):
    table = client.expect(200, "GET", f"/_cat/segments/{INDEX}?format=json").json
    return len(table)


def compare(real, ours, pictures, rng, ordered_ties):
    """Runs every variant for every picture; returns the number of answers that differ."""
    failures = 0
    for name, make in VARIANTS.items():
        differing = 0
        for picture in pictures:
            request = make(picture, str(rng.randrange(len(pictures))))
            expected = real.expect(200, "POST", f"/{INDEX}/_search", request).json
            answer = ours.request("POST", f"/{INDEX}/_search", request)
            problem = (difference(expected, answer.json, ordered_ties) if answer.status == 200
                       else f"HTTP {answer.status}: {answer.text[:500]}")
            if problem:
                differing += 1
                if differing <= 3:
                    print(f"DIFFERS  {name}, like {picture}: {problem[:1500]}", flush=True)
        print(f"{name}: {len(pictures) - differing} of {len(pictures)} answers agree", flush=True)
        failures += differing
    return failures


def run(arguments, binary):
    rng = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(prefix="likewise-live-") as work:
        documents = fashion_mnist.token_documents(binary, work, arguments.documents)
    heap, settings = "3g", ["indices.memory.index_buffer_size=1gb"]  # nothing is flushed on the way
    with RealServer(arguments.kind, heap=heap, settings=settings) as real_server, \
            LikewiseServer(binary, DIALECT[arguments.kind]) as our_server:
        real, ours = real_server.client(), our_server.client()
        real_seconds, our_seconds = load(real, documents), load(ours, documents)
        segments = segments_of(real)
        print(f"{len(documents)} documents: {arguments.kind} {real_seconds:.1f} s into {segments} "
              f"segment(s), likewise {our_seconds:.1f} s", flush=True)
        ordered_ties = segments == 1
        if not ordered_ties:
            print("MORE THAN ONE SEGMENT: tied hits are compared as sets", flush=True)
        pictures = [identifier for identifier, _ in rng.sample(documents, arguments.pictures)]
        return compare(real, ours, pictures, rng, ordered_ties)


if __name__ == "__main__":
    live_comparison.main(__doc__.splitlines()[0], run, documents=70_000, pictures=100, seed=20)
