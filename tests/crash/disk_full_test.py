#!/usr/bin/env python3
"""A full disk: refused with a clear error, nothing acknowledged is lost, reads go on, and writing
works again once there is room.

Needs a small tmpfs of its own: as root by mounting one, otherwise in a user namespace. Exit code 77
(skipped) where neither is allowed.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from documents import is_whole, make_source  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402

INDEX = "full"
DISK_MB = 64
BALLAST_MB = 24
SKIPPED = 77
WORDS = 400  # about 3 kB a document
RESUME_SECONDS = 30


def mount_tmpfs(folder):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", folder],
                          capture_output=True, text=True, check=False)
    return done.returncode == 0


def again_in_a_namespace():
    """Runs this test as root of a user namespace of its own, where mounting may be allowed."""
    if os.environ.get("LIKEWISE_IN_NAMESPACE"):
        return None
    inside = ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*inside, "true"], capture_output=True, check=False).returncode != 0:
        return None
    environment = {**os.environ, "LIKEWISE_IN_NAMESPACE": "1"}
    return subprocess.run([*inside, sys.executable, *sys.argv], env=environment,
                          check=False).returncode


class Writer:
    """Sends bulks of documents and keeps which ids were acknowledged."""

    def __init__(self, client):
        self._client = client
        self._rng = random.Random(7)
        self._next = 0
        self.acknowledged = []

    def send(self, count=50):
        """One bulk. Returns None, or the error that refused it (or some of it)."""
        ids = [str(self._next + n) for n in range(count)]
        self._next += count
        lines = []
        for identifier in ids:
            lines += [json.dumps({"index": {"_id": identifier}}),
                      make_source(identifier, 1, self._rng, WORDS)]
        answer = self._client.request("POST", f"/{INDEX}/_bulk", "\n".join(lines) + "\n",
                                      "application/x-ndjson")
        if answer.status != 200:
            return answer.status, answer.text
        items = [next(iter(item.values())) for item in answer.json["items"]]
        self.acknowledged += [item["_id"] for item in items if item["status"] in (200, 201)]
        refused = [item for item in items if item["status"] not in (200, 201)]
        return (refused[0]["status"], json.dumps(refused[0])) if refused else None


def fill(writer):
    for _ in range(DISK_MB * 20):
        problem = writer.send()
        if problem:
            return problem
    raise AssertionError(f"{len(writer.acknowledged)} documents fit on a disk of {DISK_MB} MB")


def check_all_there(client, acknowledged):
    for identifier in acknowledged:
        source = client.expect(200, "GET", f"/{INDEX}/_doc/{identifier}").json["_source"]
        assert is_whole(identifier, source), f"document {identifier} is a mixture"


def check_searchable(client, acknowledged):
    client.expect(200, "POST", f"/{INDEX}/_refresh")
    for identifier in random.Random(3).sample(acknowledged, 50):
        hits = client.expect(200, "POST", f"/{INDEX}/_search", {"query": {"term": {
            "own.keyword": f"w{identifier}v1"}}}).json["hits"]["hits"]
        assert [hit["_id"] for hit in hits] == [identifier], f"document {identifier} is not found"


def wait_until_writable(writer):
    deadline = time.monotonic() + RESUME_SECONDS
    while True:
        problem = writer.send(5)
        if not problem:
            return
        assert time.monotonic() < deadline, f"still refused {RESUME_SECONDS} s later: {problem}"
        time.sleep(0.2)


def run(binary, folder):
    ballast = pathlib.Path(folder, "ballast")
    ballast.write_bytes(b"\0" * (BALLAST_MB << 20))
    data_dir = os.path.join(folder, "data")
    server = LikewiseServer(binary, data_dir=data_dir).start()
    try:
        client = server.client()
        writer = Writer(client)
        status, text = fill(writer)
        before = len(writer.acknowledged)
        print(f"full after {before} documents: HTTP {status}: {text[:300]}", flush=True)
        assert status in (429, 503, 507), f"status {status} does not say that it may be tried again"
        assert "space" in text.lower() or "disk" in text.lower(), "the error does not name the cause"
        check_all_there(client, writer.acknowledged)
        ballast.unlink()
        started = time.monotonic()
        wait_until_writable(writer)
        print(f"writable {time.monotonic() - started:.1f} s after there was room", flush=True)
        check_all_there(client, writer.acknowledged)
        check_searchable(client, writer.acknowledged)
        server.kill()
        client = server.start().client()
        check_all_there(client, writer.acknowledged)
        check_searchable(client, writer.acknowledged)
        print(f"{len(writer.acknowledged)} acknowledged documents, all there after kill -9 as well")
    except BaseException:
        print(server.output[-3000:], file=sys.stderr)
        raise
    finally:
        server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", help="the likewise to test; default: $LIKEWISE_BINARY")
    binary = find_binary(parser.parse_args().binary)
    with tempfile.TemporaryDirectory(prefix="likewise-full-") as folder:
        if not mount_tmpfs(folder):
            code = again_in_a_namespace()
            if code is not None:
                sys.exit(code)
            print("SKIPPED: FULL DISK NOT TESTED: mounting a tmpfs is not allowed here")
            sys.exit(SKIPPED)
        try:
            run(binary, folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=False)


if __name__ == "__main__":
    main()
