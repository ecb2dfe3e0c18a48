#!/usr/bin/env python3
"""`likewise mirror` into a real server: every document and version arrives, and more_like_this
answers the same on both sides, after the first load and after updates and deletes.

Exit code 77 (skipped) when there is no JDK or Maven for the kind.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

import live_comparison  # noqa: E402
from harness.likewise_server import LikewiseServer  # noqa: E402
from harness.real_server import RealServer  # noqa: E402
from hit_comparison import difference  # noqa: E402
from live_comparison import DIALECT  # noqa: E402

INDEX = "images"
GROUPS, CLUSTERS, KINDS = 98, 32, 40


class Pictures:
    """Token documents that look like pictures: each near one of some prototypes."""

    def __init__(self, rng):
        self._rng = rng
        self._prototypes = [[rng.randrange(CLUSTERS) for _ in range(GROUPS)] for _ in range(KINDS)]

    def source(self):
        kind = self._rng.randrange(KINDS)
        tokens = [c if self._rng.random() < 0.6 else self._rng.randrange(CLUSTERS)
                  for c in self._prototypes[kind]]
        return json.dumps({"feature_vector": [f"{g}-{c}" for g, c in enumerate(tokens)],
                           "label": f"kind {kind}"})


def mirror(binary, folder, ours, real, *options):
    """Runs the command; its verification must succeed."""
    done = subprocess.run(
        [binary, "mirror", "--from", f"http://127.0.0.1:{ours.port}", "--index", INDEX, "--to",
         f"http://127.0.0.1:{real.port}/{INDEX}", "--progress", "none", "--verify", *options],
        cwd=folder, capture_output=True, text=True, check=False)
    print(done.stdout + done.stderr, flush=True)
    assert done.returncode == 0, f"mirror ended with {done.returncode}"


def stored(client, count):
    """id -> (version, source) of everything that a search finds."""
    client.expect(200, "POST", f"/{INDEX}/_refresh")
    answer = client.expect(200, "POST", f"/{INDEX}/_search",
                           {"size": 10_000, "version": True, "track_total_hits": True}).json
    assert answer["hits"]["total"]["value"] == count, answer["hits"]["total"]
    return {hit["_id"]: (hit["_version"], hit["_source"]) for hit in answer["hits"]["hits"]}


def expected(client):
    """The same out of the change feed."""
    found, since = {}, 0
    while True:
        answer = client.expect(200, "GET", f"/{INDEX}/_likewise/changes?since={since}")
        *lines, last = [json.loads(line) for line in answer.text.splitlines()]
        found.update({line["id"]: (line["seq"] + 1, line["source"]) for line in lines
                      if line["op"] == "index"})
        since = last["next"]
        if since == last["end"]:
            return found


def compare(ours, real, rng, queries, ordered):
    documents = expected(ours)
    assert stored(real, len(documents)) == documents, "documents or versions differ"
    failures = 0
    for identifier in rng.sample(sorted(documents), queries):
        request = {"query": {"more_like_this": {
            "fields": ["feature_vector.keyword"], "like": [{"_index": INDEX, "_id": identifier}],
            "min_term_freq": 1}}, "size": 20, "_source": False}
        answers = [client.expect(200, "POST", f"/{INDEX}/_search", request).json
                   for client in (real, ours)]
        problem = difference(*answers, ordered)
        if problem:
            failures += 1
            print(f"DIFFERS  like {identifier}: {problem[:1500]}", flush=True)
    print(f"{len(documents)} documents equal, {queries - failures} of {queries} answers agree",
          flush=True)
    return failures


def purge_deleted(client, seconds=180):
    """Merges until the statistics forget deleted documents: a real server keeps them for a while,
    for replicas that may want the operations again."""
    client.expect(200, "PUT", f"/{INDEX}/_settings",
                  {"index.soft_deletes.retention_lease.period": "1s"})
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        client.expect(200, "POST", f"/{INDEX}/_flush?force=true")
        client.expect(200, "POST", f"/{INDEX}/_forcemerge?max_num_segments=1")
        docs = client.expect(200, "GET", f"/{INDEX}/_stats/docs").json["_all"]["primaries"]["docs"]
        if docs["deleted"] == 0:
            return
        time.sleep(2)
    raise AssertionError(f"{docs['deleted']} deleted documents are still there")


def run(arguments, binary):
    rng = random.Random(arguments.seed)
    pictures = Pictures(rng)
    with RealServer(arguments.kind) as real_server, \
            LikewiseServer(binary, DIALECT[arguments.kind]) as our_server, \
            tempfile.TemporaryDirectory(prefix="likewise-mirror-") as folder:
        real, ours = real_server.client(), our_server.client()
        ours.expect(200, "PUT", f"/{INDEX}", {"mappings": {"date_detection": False}})
        ours.bulk(INDEX, [(str(n), pictures.source()) for n in range(arguments.documents)],
                  refresh=True)
        mirror(binary, folder, our_server, real_server, "--ordered", "--replicas", "0")
        segments = len(real.expect(200, "GET", f"/_cat/segments/{INDEX}?format=json").json)
        failures = compare(ours, real, rng, arguments.queries, segments == 1)

        changed = rng.sample(range(arguments.documents), arguments.documents // 5)
        ours.bulk(INDEX, [(str(n), pictures.source()) for n in changed[::2]])
        for number in changed[1::2]:
            ours.expect(200, "DELETE", f"/{INDEX}/_doc/{number}")
        ours.expect(200, "POST", f"/{INDEX}/_refresh")
        mirror(binary, folder, our_server, real_server)
        purge_deleted(real)
        return failures + compare(ours, real, rng, arguments.queries, False)


if __name__ == "__main__":
    live_comparison.main(__doc__.splitlines()[0], run, documents=4_000, queries=100, seed=20)
