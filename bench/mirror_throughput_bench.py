#!/usr/bin/env python3
"""How long `likewise mirror` takes, beside the best hand-made parallel bulk load of the same
documents into the same cluster.

  bench/mirror_throughput_bench.py --binary build/release/likewise [--documents N] [--pairs N]

The hand-made load sends bodies that were made before, from 1, 2 or 4 threads with 5 or 10 MB each,
without refresh and replicas; the best of these is what the pairs are measured with. Needs JDK 17
and Maven. Exit code 77 without them, 1 when the median of the ratios is above 1.15.
"""

import argparse
import http.client
import pathlib
import queue
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT / "tests" / "live"))

import fashion_mnist  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from harness.real_server import RealServer, why_unavailable  # noqa: E402

INDEX = "images"
LIMIT = 1.15


def bodies(documents, size):
    """Bulk bodies of about `size` bytes."""
    out, current, length = [], [], 0
    for identifier, source in documents:
        lines = f'{{"index":{{"_id":"{identifier}"}}}}\n{source}\n'.encode("utf-8")
        current.append(lines)
        length += len(lines)
        if length >= size:
            out.append(b"".join(current))
            current, length = [], 0
    return out + ([b"".join(current)] if current else [])


def send_all(port, waiting, problems):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        while True:
            try:
                body = waiting.get_nowait()
            except queue.Empty:
                return
            connection.request("POST", f"/{INDEX}/_bulk?filter_path=errors", body,
                               {"Content-Type": "application/x-ndjson"})
            response = connection.getresponse()
            text = response.read()
            if response.status != 200 or b'"errors":false' not in text:
                problems.append(text[:500])
                return
    finally:
        connection.close()


def load_by_hand(client, port, threads, texts):
    """Seconds from making the index to the end of its refresh."""
    client.request("DELETE", f"/{INDEX}")
    begin = time.monotonic()
    client.expect(200, "PUT", f"/{INDEX}", {
        "mappings": {"date_detection": False},
        "settings": {"number_of_replicas": 0, "refresh_interval": "-1"}})
    waiting, problems = queue.Queue(), []
    for text in texts:
        waiting.put(text)
    workers = [threading.Thread(target=send_all, args=(port, waiting, problems))
               for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not problems, problems
    client.expect(200, "PUT", f"/{INDEX}/_settings", {"index.refresh_interval": None})
    client.expect(200, "POST", f"/{INDEX}/_refresh")
    return time.monotonic() - begin


def load_by_mirror(client, binary, folder, source, port, number):
    client.request("DELETE", f"/{INDEX}")
    begin = time.monotonic()
    done = subprocess.run(
        [binary, "mirror", "--from", source, "--index", INDEX, "--to",
         f"http://127.0.0.1:{port}/{INDEX}", "--replicas", "0", "--progress", "none",
         "--checkpoint", f"{number}.json"], cwd=folder, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - begin
    assert done.returncode == 0, done.stderr
    return seconds


def measure(arguments, binary, folder, documents, source, real):
    client = real.client()
    prepared = {size: bodies(documents, size * 1_000_000) for size in (5, 10)}
    load_by_hand(client, real.port, 2, prepared[10])  # warms the virtual machine up
    tried = {(threads, size): load_by_hand(client, real.port, threads, texts)
             for threads in (1, 2, 4) for size, texts in prepared.items()}
    for (threads, size), seconds in tried.items():
        print(f"by hand, {threads} thread(s), {size} MB: {seconds:.2f} s", flush=True)
    threads, size = min(tried, key=tried.get)
    ratios = []
    for number in range(arguments.pairs):
        runs = [lambda: load_by_hand(client, real.port, threads, prepared[size]),
                lambda: load_by_mirror(client, binary, folder, source, real.port, number)]
        first = number % 2
        times = [0.0, 0.0]
        for which in (first, 1 - first):
            times[which] = runs[which]()
        count = client.expect(200, "GET", f"/{INDEX}/_count").json["count"]
        assert count == len(documents), count
        ratios.append(times[1] / times[0])
        print(f"pair {number + 1}: by hand {times[0]:.2f} s, mirror {times[1]:.2f} s, "
              f"ratio {ratios[-1]:.3f}", flush=True)
    return statistics.median(ratios)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary")
    parser.add_argument("--documents", type=int, default=70_000)
    parser.add_argument("--pairs", type=int, default=5)
    arguments = parser.parse_args()
    binary = find_binary(arguments.binary)
    reason = why_unavailable("es7")
    if reason:
        print(f"SKIPPED: {reason}")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="likewise-throughput-") as folder, \
            LikewiseServer(binary) as ours:
        documents = fashion_mnist.token_documents(binary, folder, arguments.documents)
        client = ours.client()
        client.expect(200, "PUT", f"/{INDEX}", {"mappings": {"date_detection": False}})
        client.bulk(INDEX, documents, refresh=True)
        with RealServer("es7", heap="2g") as real:
            median = measure(arguments, binary, folder, documents,
                             f"http://127.0.0.1:{ours.port}", real)
    print(f"{len(documents)} documents, median ratio {median:.3f}")
    sys.exit(0 if median <= LIMIT else 1)


if __name__ == "__main__":
    main()
