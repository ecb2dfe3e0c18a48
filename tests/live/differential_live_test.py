#!/usr/bin/env python3
"""likewise and a real server answer random requests alike: totals, scores as floats, ids, order.

Each index is loaded by one _bulk and refreshed once, so that the real server keeps one segment in
load order. Exit code 77 (skipped) when there is no JDK or Maven for the kind.
"""

import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

import live_comparison  # noqa: E402
from harness.likewise_server import LikewiseServer  # noqa: E402
from harness.real_server import RealServer  # noqa: E402
from hit_comparison import difference  # noqa: E402
from live_comparison import DIALECT  # noqa: E402
from random_requests import RandomIndex  # noqa: E402

SETTINGS = {"settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}}


def load(client, name, documents):
    client.expect(200, "PUT", f"/{name}", SETTINGS)
    client.bulk(name, documents, chunk=len(documents), refresh=True)


def problem_of(expected, found):
    if expected.status != found.status:
        return f"status {expected.status} expected, found {found.status}: {found.text[:600]}"
    if expected.status != 200:
        types = [answer.json["error"]["type"] for answer in (expected, found)]
        return None if types[0] == types[1] else f"error types {types}"
    return difference(expected.json, found.json, ordered_ties=True)


def run(arguments, binary):
    rng = random.Random(arguments.seed)
    failures = with_hits = refused = done = 0
    with RealServer(arguments.kind, heap="1g") as real_server, \
            LikewiseServer(binary, DIALECT[arguments.kind]) as our_server:
        real, ours = real_server.client(), our_server.client()
        for number in range(arguments.indices):
            name = f"random_{number}"
            index = RandomIndex(rng)
            load(real, name, index.documents)
            load(ours, name, index.documents)
            for _ in range(arguments.requests):
                body = index.request()
                expected = real.request("POST", f"/{name}/_search", body)
                found = ours.request("POST", f"/{name}/_search", body)
                problem = problem_of(expected, found)
                done += 1
                refused += expected.status != 200
                with_hits += expected.status == 200 and bool(expected.json["hits"]["hits"])
                if problem:
                    failures += 1
                    if failures <= 5:
                        print(f"DIFFERS {name} {json.dumps(body)}\n  {problem[:1500]}", flush=True)
            real.expect(200, "DELETE", f"/{name}")
            ours.expect(200, "DELETE", f"/{name}")
    print(f"{arguments.kind}: {done - failures} of {done} answers agree "
          f"({with_hits} with hits, {refused} refused by both or one)", flush=True)
    assert with_hits > done // 2, "too few requests found anything"
    return failures


if __name__ == "__main__":
    live_comparison.main(__doc__.splitlines()[0], run, indices=12, requests=200, seed=7)
