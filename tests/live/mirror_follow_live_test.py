#!/usr/bin/env python3
"""`likewise mirror --follow` keeps a real server in step while documents are written all the time:
how long after its acknowledgement a write is there, and that both are equal in the end.

Exit code 77 (skipped) when there is no JDK or Maven for the kind.
"""

import json
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE.parent / "mirror"))

import live_comparison  # noqa: E402
from harness.likewise_server import LikewiseServer  # noqa: E402
from harness.real_server import RealServer  # noqa: E402
from live_comparison import DIALECT  # noqa: E402
from mirrored_index import feed  # noqa: E402

INDEX = "images"
PER_REQUEST = 10
LEAST_LAG = 2.0  # seconds that a write may take besides the cluster's own time
WARM_UP = 3.0  # seconds until the cluster's virtual machine has compiled what it needs


def tokens(rng):
    return [f"{group}-{rng.randrange(32)}" for group in range(196)]


class Writer:
    """Writes new documents, updates and deletes at an even rate."""

    def __init__(self, port_client, rate, rng):
        self._client = port_client
        self._rate = rate
        self._rng = rng
        self._next = 0
        self._looked_for = set()  # ids that are never deleted, since somebody may wait for them
        self.written = 0
        self.last = None  # (id, sequence number, time) of the newest acknowledged write
        self.late = 0.0

    def _lines(self):
        lines, ids = [], []
        for place in range(PER_REQUEST):
            kind = self._rng.random()
            fresh = place == PER_REQUEST - 1 or kind < 0.7 or self._next == 0
            identifier = str(self._next if fresh else self._rng.randrange(self._next))
            self._next += fresh
            if not fresh and kind > 0.9 and identifier not in self._looked_for:
                lines.append(json.dumps({"delete": {"_id": identifier}}))
            else:
                lines += [json.dumps({"index": {"_id": identifier}}),
                          json.dumps({"feature_vector": tokens(self._rng)})]
            ids.append(identifier)
        self._looked_for.add(ids[-1])
        return "\n".join(lines) + "\n", ids[-1]

    def run(self, seconds):
        begin = time.monotonic()
        while (now := time.monotonic()) - begin < seconds:
            due = begin + self.written / self._rate
            if now < due:
                time.sleep(due - now)
            self.late = max(self.late, now - due)
            text, newest = self._lines()
            answer = self._client.expect(200, "POST", f"/{INDEX}/_bulk", text,
                                         "application/x-ndjson").json
            item = next(iter(answer["items"][-1].values()))
            self.last = (newest, item["_seq_no"], time.monotonic())
            self.written += PER_REQUEST


def measure_lags(writer, thread, target):
    """Waits for the newest write, again and again, as long as there are writes."""
    lags = []
    while thread.is_alive():
        last = writer.last
        if last is None:
            time.sleep(0.01)
            continue
        identifier, sequence, written = last
        while True:
            answer = target.request("GET", f"/{INDEX}/_doc/{identifier}?_source=false")
            if answer.status == 200 and answer.json["_version"] >= sequence + 1:
                break
            assert time.monotonic() - written < 60, f"{identifier} never came"
            time.sleep(0.005)
        lags.append(time.monotonic() - written)
        time.sleep(0.1)
    return lags


def bulk_latency(target, rng):
    """Median seconds of requests as the writer sends them, to the cluster itself."""
    times = []
    for _ in range(30):
        text = "".join(f'{{"index":{{}}}}\n{json.dumps({"feature_vector": tokens(rng)})}\n'
                       for _ in range(PER_REQUEST))
        begin = time.monotonic()
        target.expect(200, "POST", "/latency/_bulk", text, "application/x-ndjson")
        times.append(time.monotonic() - begin)
    target.expect(200, "DELETE", "/latency")
    return statistics.median(times)


def check_equal(ours, target):
    """Every document with its version; the number of documents."""
    target.expect(200, "POST", f"/{INDEX}/_refresh")
    expected = {line["id"]: line for line in feed(ours, INDEX) if line["op"] == "index"}
    count = target.expect(200, "GET", f"/{INDEX}/_count").json["count"]
    assert count == len(expected), f"{count} documents instead of {len(expected)}"
    wanted = sorted(expected)
    for begin in range(0, len(wanted), 1_000):
        ids = wanted[begin:begin + 1_000]
        found = target.expect(200, "POST", f"/{INDEX}/_mget", {"ids": ids}).json["docs"]
        for document in found:
            line = expected[document["_id"]]
            assert document["found"] and document["_version"] == line["seq"] + 1, document["_id"]
            assert document["_source"] == line["source"], document["_id"]
    return count


def follow(mirror, writer, target, seconds):
    """Writes while the mirror runs, until it has caught up; the lags, sorted."""
    while target.request("HEAD", f"/{INDEX}").status != 200:
        assert mirror.poll() is None, "mirror ended"
        time.sleep(0.05)
    thread = threading.Thread(target=writer.run, args=(seconds + WARM_UP,))
    thread.start()
    time.sleep(WARM_UP)
    lags = sorted(measure_lags(writer, thread, target))
    thread.join()
    ended = time.monotonic()
    identifier, sequence, _ = writer.last
    while target.request("GET", f"/{INDEX}/_doc/{identifier}").json.get("_version", 0) <= sequence:
        assert time.monotonic() - ended < 60, "never caught up"
        time.sleep(0.01)
    time.sleep(1)  # other batches may still be on their way
    return lags


def run(arguments, binary):
    rng = random.Random(arguments.seed)
    with RealServer(arguments.kind) as real_server, \
            LikewiseServer(binary, DIALECT[arguments.kind]) as our_server, \
            tempfile.TemporaryDirectory(prefix="likewise-follow-") as folder:
        target, ours = real_server.client(), our_server.client()
        ours.expect(200, "PUT", f"/{INDEX}", {"mappings": {"date_detection": False}})
        own = bulk_latency(target, rng)
        mirror = subprocess.Popen(
            [binary, "mirror", "--from", f"http://127.0.0.1:{our_server.port}", "--index", INDEX,
             "--to", f"http://127.0.0.1:{real_server.port}/{INDEX}", "--replicas", "0", "--follow",
             "--progress", "none"], cwd=folder)
        writer = Writer(our_server.client(), arguments.rate, rng)
        try:
            lags = follow(mirror, writer, target, arguments.seconds)
            mirror.send_signal(signal.SIGTERM)
            assert mirror.wait(60) == 0, "--follow did not end well"
        finally:
            mirror.kill()
            mirror.wait()
        ours.close()  # an idle connection would be closed
        ours = our_server.client()
        count = check_equal(ours, target)
    p50, p95 = lags[len(lags) // 2], lags[int(len(lags) * 0.95)]
    print(f"{writer.written} writes in {arguments.seconds + WARM_UP:.0f} s (at most {writer.late:.2f} s late), "
          f"{len(lags)} looked for: lag p50 {p50:.3f} s, p95 {p95:.3f} s, largest {lags[-1]:.3f} s; "
          f"bulk latency of the cluster {own:.3f} s; {count} documents equal", flush=True)
    assert writer.written >= 0.9 * arguments.rate * arguments.seconds, "could not keep the rate"
    assert p95 <= LEAST_LAG + own, f"p95 lag {p95:.3f} s"
    return 0


if __name__ == "__main__":
    live_comparison.main(__doc__.splitlines()[0], run, rate=500, seconds=120, seed=20)
