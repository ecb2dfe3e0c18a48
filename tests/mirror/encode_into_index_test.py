#!/usr/bin/env python3
"""`likewise encode --to` writes the same documents into an index that it writes into a file, in
their order, through a proxy that misbehaves."""

import argparse
import json
import pathlib
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from faulty_proxy import FaultyProxy  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from mirrored_index import feed  # noqa: E402

BINARY = None
ROWS, COLUMNS = 3_000, 16


def npy_file(rows):
    """The bytes of a .npy file of 32-bit floats."""
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({len(rows)}, {len(rows[0])}), }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    values = b"".join(struct.pack(f"<{len(row)}f", *row) for row in rows)
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode("ascii") + values


class EncodeIntoIndex(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="likewise-encode-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.here = pathlib.Path(cls.folder.name)
        rng = random.Random(3)
        (cls.here / "v.npy").write_bytes(
            npy_file([[rng.random() for _ in range(COLUMNS)] for _ in range(ROWS)]))
        cls.run_likewise("train", "v.npy", "--groups", "8", "--clusters", "4", "-o", "m.lwm")
        cls.run_likewise("encode", "v.npy", "--model", "m.lwm", "-o", "docs.ndjson")
        lines = (cls.here / "docs.ndjson").read_text(encoding="utf-8").splitlines()
        cls.documents = [json.loads(line) for line in lines]
        cls.server = LikewiseServer(BINARY).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.server._remove_data()  # pylint: disable=protected-access

    @classmethod
    def start(cls, *arguments):
        return subprocess.Popen([BINARY, *arguments, "--progress", "none"], cwd=cls.here,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    @classmethod
    def run_likewise(cls, *arguments, code=0):
        process = cls.start(*arguments)
        output, errors = process.communicate(timeout=120)
        assert process.returncode == code, f"{process.returncode}: {output}{errors}"
        return output + errors

    def setUp(self):
        self.index = self._testMethodName.lower()
        self.client = self.server.client()
        self.addCleanup(self.client.close)

    def encode(self, *options, port=None, code=0):
        return self.run_likewise("encode", "v.npy", "--model", "m.lwm", "--to",
                                 f"http://127.0.0.1:{port or self.server.port}/{self.index}",
                                 *options, code=code)

    def assert_stored(self):
        found = [{"_id": line["id"], **line["source"]} for line in feed(self.client, self.index)]
        self.assertEqual(found, self.documents)

    def test_writes_every_document_in_order(self):
        self.assertIn(f"{ROWS} documents written", self.encode())
        self.assert_stored()
        answer = self.client.expect(200, "GET", f"/{self.index}/_count").json
        self.assertEqual(answer["count"], ROWS)

    def test_repeats_what_fails(self):
        with FaultyProxy(self.server.port, 8) as proxy:
            self.encode("--batch-bytes", "8000", port=proxy.port)
            self.assertGreater(sum(proxy.faults.values()), 5)
        found = {line["id"]: line["source"] for line in feed(self.client, self.index)}
        self.assertEqual(found, {d["_id"]: {"feature_vector": d["feature_vector"]}
                                 for d in self.documents})

    def test_writes_into_an_index_that_is_there(self):
        self.client.expect(200, "PUT", f"/{self.index}", {"mappings": {"properties": {
            "feature_vector": {"type": "keyword"}}}})
        self.encode()
        self.assert_stored()

    def test_lists_what_is_refused(self):
        (self.here / "ids.txt").write_text(
            "".join(f"{'bad' if n == 7 else ''}{n}\n" for n in range(ROWS)), encoding="ascii")
        with FaultyProxy(self.server.port, 1, largest_body=10**8) as proxy:
            proxy.is_faulty = False
            text = self.encode("--ids", "ids.txt", port=proxy.port, code=4)
        self.assertIn("1 documents were refused", text)
        line = json.loads((self.here / "rejected.ndjson").read_text(encoding="utf-8"))
        self.assertEqual(line["_id"], "bad7")
        self.assertEqual(line["source"], {"feature_vector": self.documents[7]["feature_vector"]})

    def test_ends_when_it_is_told_to(self):
        with FaultyProxy(self.server.port, 1, largest_body=2_000) as proxy:
            process = self.start("encode", "v.npy", "--model", "m.lwm", "--to",
                                 f"http://127.0.0.1:{proxy.port}/{self.index}",
                                 "--batch-bytes", "1000")
            deadline = time.monotonic() + 30
            while self.client.request("HEAD", f"/{self.index}").status != 200:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.01)
            process.send_signal(signal.SIGTERM)
            output = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 130, output)

    def test_wrong_use_is_told(self):
        self.assertIn("--to writes into an index", self.encode("-o", "x", code=2))
        self.assertIn("--to writes into an index", self.encode("--format", "bulk", code=2))
        self.assertIn("no answer from", self.encode(port=1, code=1))
        self.assertIn("more than one way to log in", self.encode(
            "--user", "me", "--api-key-file", "docs.ndjson", code=2))


def main():
    global BINARY
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary")
    arguments, rest = parser.parse_known_args()
    BINARY = find_binary(arguments.binary)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
