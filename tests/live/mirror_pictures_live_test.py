#!/usr/bin/env python3
"""Fashion-MNIST's tokens, mirrored with --verify into a real server, answer more_like_this there as
they do in likewise: with several connections all but the order inside of ties, with --ordered into
one segment everything.

Exit code 77 (skipped) when there is no JDK or Maven for the kind.
"""

import pathlib
import random
import subprocess
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


def mirror(binary, folder, ours, real, target, *options):
    """Mirrors and verifies; the number of segments afterwards."""
    begin = time.monotonic()
    done = subprocess.run(
        [binary, "mirror", "--from", f"http://127.0.0.1:{ours.port}", "--index", INDEX, "--to",
         f"http://127.0.0.1:{real.port}/{target}", "--progress", "none", "--replicas", "0",
         "--verify", *options], cwd=folder, capture_output=True, text=True, check=False)
    print(done.stdout + done.stderr, flush=True)
    assert done.returncode == 0, f"mirror ended with {done.returncode}"
    client = real.client()
    segments = len(client.expect(200, "GET", f"/_cat/segments/{target}?format=json").json)
    client.close()
    print(f"{target}: mirrored and verified in {time.monotonic() - begin:.1f} s, "
          f"{segments} segment(s)", flush=True)
    return segments


def body(identifier, index):
    return {"query": {"more_like_this": {
        "fields": ["feature_vector.keyword"], "like": [{"_index": index, "_id": identifier}],
        "min_term_freq": 1}}, "size": 20, "_source": False}


def compare(real_server, our_server, target, pictures, ordered):
    """The number of pictures whose answers differ."""
    real, ours = real_server.client(), our_server.client()  # an idle connection would be closed
    differing = 0
    for picture in pictures:
        answers = [client.expect(200, "POST", f"/{index}/_search", body(picture, index)).json
                   for client, index in ((real, target), (ours, INDEX))]
        problem = difference(*answers, ordered)
        if problem:
            differing += 1
            if differing <= 3:
                print(f"DIFFERS  like {picture}: {problem[:1500]}", flush=True)
    real.close()
    ours.close()
    print(f"{target}: {len(pictures) - differing} of {len(pictures)} answers agree"
          f"{', order of ties included' if ordered else ''}", flush=True)
    return differing


def run(arguments, binary):
    rng = random.Random(arguments.seed)
    heap, settings = "3g", ["indices.memory.index_buffer_size=1gb"]  # nothing is flushed on the way
    with tempfile.TemporaryDirectory(prefix="likewise-mirror-") as folder, \
            LikewiseServer(binary, DIALECT[arguments.kind]) as our_server:
        documents = fashion_mnist.token_documents(binary, folder, arguments.documents)
        ours = our_server.client()
        ours.expect(200, "PUT", f"/{INDEX}", {"mappings": {"date_detection": False}})
        ours.bulk(INDEX, documents, refresh=True)
        ours.close()
        pictures = [identifier for identifier, _ in rng.sample(documents, arguments.queries)]
        with RealServer(arguments.kind, heap=heap, settings=settings) as real_server:
            mirror(binary, folder, our_server, real_server, "fast")
            failures = compare(real_server, our_server, "fast", pictures, False)
            client = real_server.client()
            client.expect(200, "DELETE", "/fast")
            client.close()
            segments = mirror(binary, folder, our_server, real_server, "ordered", "--ordered")
            assert segments == 1, f"{segments} segments: the order of ties cannot be compared"
            return failures + compare(real_server, our_server, "ordered", pictures, True)


if __name__ == "__main__":
    live_comparison.main(__doc__.splitlines()[0], run, documents=70_000, queries=1_000, seed=20)
