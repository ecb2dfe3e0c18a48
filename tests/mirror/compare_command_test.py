#!/usr/bin/env python3
"""`likewise compare` as a user runs it, between two servers of our own."""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402

BINARY = None
INDEX = "images"


def documents(rng, count=400):
    return [(str(n), {"feature_vector": [f"{g}-{rng.randrange(6)}" for g in range(20)]})
            for n in range(count)]


class CompareCommand(unittest.TestCase):
    """Left and right hold the same documents; "other" lacks some and changed some."""

    @classmethod
    def setUpClass(cls):
        cls.servers = [LikewiseServer(BINARY).start() for _ in range(3)]
        same = documents(random.Random(1))
        other = [pair for n, pair in enumerate(same) if n % 10] + documents(random.Random(2), 20)
        for server, content in zip(cls.servers, (same, same, other)):
            client = server.client()
            client.expect(200, "PUT", f"/{INDEX}", {"mappings": {"date_detection": False}})
            client.bulk(INDEX, content, refresh=True)
            client.close()
        cls.left, cls.right, cls.other = (f"http://127.0.0.1:{s.port}" for s in cls.servers)

    @classmethod
    def tearDownClass(cls):
        for server in cls.servers:
            server.stop()
            server._remove_data()  # pylint: disable=protected-access

    def compare(self, right, *options, code):
        return self.compare_sides(self.left, right, *options, code=code)

    def compare_sides(self, left, right, *options, code):
        done = subprocess.run(
            [BINARY, "compare", "--left", left, "--right", right, "--index", INDEX,
             "--sample", "60", "--progress", "none", *options],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_equal_servers_agree(self):
        text = self.compare(self.right, code=0)
        self.assertIn("exactly equal                       60 of 60 (100.00 %)", text)

    def test_differences_are_told(self):
        text = self.compare(self.other, "--show", "2", code=1)
        self.assertIn("perhaps because the left index has 400 documents", text)
        found = json.loads(self.compare(self.other, "--json", code=1))
        self.assertEqual(found["queries"], 60)
        self.assertLess(found["agreeing"], 60)
        self.assertLess(found["overlap"], 1)
        self.assertGreater(found["left"]["milliseconds"]["p50"], 0)
        self.assertEqual(len(found["worst"]), 5)
        self.compare(self.other, "--min-agreement", "0", "--min-overlap", "0.1", code=0)
        self.compare(self.other, "--min-agreement", "0", "--min-overlap", "0.999", code=1)

    def test_ignores_what_it_is_told_to(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "queries.ndjson")
            file.write_text('{"query":{"match_all":{}},"size":0}\n', encoding="utf-8")
            options = ("--queries", str(file))
            self.compare(self.other, *options, code=1)
            self.compare(self.other, *options, "--ignore", "total", code=0)
            self.compare(self.other, *options, "--ignore", "total,order", code=0)
            self.compare(self.other, *options, "--ignore", "hits", code=2)

    def test_writes_a_page(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "report.html")
            self.compare(self.other, "--html", str(file), "--show", "7", code=1)
            page = file.read_text(encoding="utf-8")
            self.assertEqual(page.count("<svg"), 3)
            self.assertEqual(page.count("<summary><span>Query"), 7)
            self.assertIn("overlap@10", page)
            self.assertIn("cannot write", self.compare(
                self.right, "--html", str(pathlib.Path(folder, "no", "report.html")), code=2))

    def test_sends_the_queries_of_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "queries.ndjson")
            file.write_text('{"query":{"match_all":{}},"size":400}\n\n'
                            '{"query":{"unknown":{}}}\n', encoding="utf-8")
            found = json.loads(self.compare(self.right, "--queries", str(file), "--json", code=0))
            self.assertEqual((found["queries"], found["agreeing"]), (2, 2))
            file.write_text("[]\n", encoding="utf-8")
            self.assertIn("line 1 is no search body",
                          self.compare(self.right, "--queries", str(file), code=2))

    def record(self, server, file, *options, code=0):
        done = subprocess.run(
            [BINARY, "record", server, "--index", INDEX, "--sample", "60", "-o", str(file),
             "--progress", "none", *options], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_recordings_stand_for_either_side(self):
        with tempfile.TemporaryDirectory() as folder:
            same, other = pathlib.Path(folder, "same.ndjson"), pathlib.Path(folder, "other.ndjson")
            self.record(self.right, same)
            self.record(self.other, other, "--search-type", "query_then_fetch")
            lines = [json.loads(line) for line in same.read_text(encoding="utf-8").splitlines()]
            self.assertEqual(lines[0]["documents"], "400")
            self.assertEqual(lines[0]["product"].split()[0], "Elasticsearch")
            self.assertEqual(len(lines[0]["fingerprint"]), 16)
            self.assertEqual(len(lines), 61)
            self.assertIn("more_like_this", lines[1]["request"]["query"])
            self.assertEqual(len(lines[1]["response"]["hits"]["hits"]), 10)
            found = json.loads(self.compare(str(same), "--json", code=0))
            self.assertEqual((found["queries"], found["exact"]), (60, 60))
            self.assertGreater(found["right"]["milliseconds"]["p50"], 0)
            live = json.loads(self.compare(self.other, "--json", code=1))
            saved = json.loads(self.compare_sides(str(same), self.other, "--json", code=1))
            self.assertEqual(live["agreeing"], saved["agreeing"])
            self.assertIn("the answers of the left side were recorded at", "".join(saved["reasons"]))
            self.assertIn("no answer to the request", self.compare_sides(str(same), str(other),
                                                                        code=2))
            self.assertIn("search type [query_then_fetch]", self.compare(
                str(other), "--search-type", "dfs_query_then_fetch", code=2))

    def test_a_broken_recording_is_trouble(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "saved.ndjson")
            self.record(self.right, file)
            text = file.read_bytes()
            for bytes_, message in ((text[:-40], "line 61 is broken or cut off"),
                                    (b"".join(text.splitlines(True)[:-1]),
                                     "line 60 is the last one: 59 of 60 answers are there"),
                                    (b'{"_id":"7"}\n', "line 1 is not the first line")):
                file.write_bytes(bytes_)
                self.assertIn(message, self.compare(str(file), code=2))
            self.record("http://127.0.0.1:1", pathlib.Path(folder, "none.ndjson"), code=1)
            self.assertEqual(len(list(pathlib.Path(folder).iterdir())), 1)

    def test_trouble_is_no_difference(self):
        self.assertIn("no answer from", self.compare("http://127.0.0.1:1", code=2))
        self.compare("nonsense", code=2)


def main():
    global BINARY
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary")
    arguments, rest = parser.parse_known_args()
    BINARY = find_binary(arguments.binary)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
