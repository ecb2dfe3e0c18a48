#!/usr/bin/env python3
"""`likewise import` from a real server: killed on the way, every document, routing and mapping
arrives in the end, and more_like_this answers the same on both sides.

Exit code 77 (skipped) when there is no JDK or Maven for the kind.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE.parent / "mirror"))

import live_comparison  # noqa: E402
from harness.likewise_server import LikewiseServer  # noqa: E402
from harness.real_server import RealServer  # noqa: E402
from hit_comparison import difference  # noqa: E402
from live_comparison import DIALECT  # noqa: E402
from mirror_live_test import Pictures  # noqa: E402
from mirrored_index import feed  # noqa: E402

MAPPINGS = {"properties": {
    "feature_vector": {"type": "text", "fields": {"keyword": {"type": "keyword"}}},
    "label": {"type": "keyword"}, "taken": {"type": "date"}, "n": {"type": "float"}}}


def fill(real, index, shards, documents):
    real.expect(200, "PUT", f"/{index}", {"mappings": MAPPINGS, "settings": {
        "number_of_shards": shards, "number_of_replicas": 0, "refresh_interval": "-1"}})
    lines = []
    for identifier, routing, source in documents:
        action = {"_id": identifier, **({"routing": routing} if routing else {})}
        lines += [json.dumps({"index": action}), json.dumps(source)]
    for begin in range(0, len(lines), 1_000):
        real.expect(200, "POST", f"/{index}/_bulk", "\n".join(lines[begin:begin + 1_000]) + "\n",
                    "application/x-ndjson")
    real.expect(200, "POST", f"/{index}/_refresh")


def import_index(binary, folder, real, ours, index, rng, kills):
    """Kills it at random moments, then lets it end."""
    command = [binary, "import", "--from", f"http://127.0.0.1:{real.port}/{index}", "--to",
               f"http://127.0.0.1:{ours.port}", "--page", "100", "--batch-bytes", "20000",
               "--progress", "none"]
    killed = 0
    for _ in range(kills):
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        try:
            process.wait(rng.uniform(0.05, 0.5))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    print(f"{index}: {killed} times killed; {done.stdout}{done.stderr}".rstrip(), flush=True)
    assert done.returncode == 0, f"import ended with {done.returncode}"


def check_stored(ours, index, documents):
    found = {line["id"]: (line.get("routing"), line["source"]) for line in feed(ours, index)
             if line["op"] == "index"}
    expected = {identifier: (routing, source) for identifier, routing, source in documents}
    assert found == expected, f"{index}: documents differ"
    mapping = ours.expect(200, "GET", f"/{index}/_mapping").json[index]["mappings"]
    assert mapping["properties"] == MAPPINGS["properties"], mapping


def compare(real, ours, index, ids, ordered):
    failures = 0
    for identifier in ids:
        request = {"query": {"more_like_this": {
            "fields": ["feature_vector.keyword"], "like": [{"_index": index, "_id": identifier}],
            "min_term_freq": 1}}, "size": 20, "_source": False}
        problem = difference(*(client.expect(200, "POST", f"/{index}/_search", request).json
                               for client in (real, ours)), ordered)
        if problem:
            failures += 1
            print(f"DIFFERS  like {identifier}: {problem[:1500]}", flush=True)
    print(f"{index}: {len(ids) - failures} of {len(ids)} answers agree", flush=True)
    return failures


def run(arguments, binary):
    rng = random.Random(arguments.seed)
    pictures = Pictures(rng)
    documents = [(str(n), f"r{n % 7}" if n % 3 == 0 else None, {
        **json.loads(pictures.source()), "taken": "2024-05-01", "n": n / 8})
        for n in range(arguments.documents)]
    with RealServer(arguments.kind) as real_server, \
            LikewiseServer(binary, DIALECT[arguments.kind]) as our_server, \
            tempfile.TemporaryDirectory(prefix="likewise-import-") as folder:
        real, ours = real_server.client(), our_server.client()
        for index, shards, some in (("three", 3, documents),
                                    ("one", 1, [(i, None, s) for i, _, s in documents])):
            fill(real, index, shards, some)
            import_index(binary, folder, real_server, our_server, index, rng, arguments.kills)
            ours.expect(200, "POST", f"/{index}/_refresh")
            check_stored(ours, index, some)
        order = [line["id"] for line in feed(ours, "one")]
        in_order = order == [identifier for identifier, _, _ in documents]
        segments = len(real.expect(200, "GET", "/_cat/segments/one?format=json").json)
        ids = rng.sample([identifier for identifier, _, _ in documents], arguments.queries)
        return compare(real, ours, "one", ids, in_order and segments == 1)


if __name__ == "__main__":
    live_comparison.main(__doc__.splitlines()[0], run, documents=3_000, kills=3, queries=50,
                         seed=20)
