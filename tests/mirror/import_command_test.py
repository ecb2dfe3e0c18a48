#!/usr/bin/env python3
"""`likewise import` as a user runs it: from a cluster (a fake one that fails now and then) and from
files, killed at random moments, with its exit codes and messages."""

import argparse
import gzip
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from fake_cluster import FakeCluster  # noqa: E402
from faulty_proxy import FaultyProxy  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from mirrored_index import feed  # noqa: E402

BINARY = None
ROUNDS = 4


def make_documents(rng, count):
    """[(id, routing or None, source), …]"""
    return [(f"{n} \"é\"" if n % 50 == 0 else str(n), "r" if n % 3 == 0 else None,
             {"feature_vector": [f"{g}-{rng.randrange(6)}" for g in range(12)],
              "text": "line\n \"quoted\" \\ straße", "n": n / 7}) for n in range(count)]


def stored(client, index):
    """id -> (routing, source) of every living document."""
    return {line["id"]: (line.get("routing"), line["source"]) for line in feed(client, index)
            if line["op"] == "index"}


def expected(documents):
    return {identifier: (routing, source) for identifier, routing, source in documents}


class ImportCommand(unittest.TestCase):
    """One target for all tests, an index and a folder for each."""

    @classmethod
    def setUpClass(cls):
        cls.server = LikewiseServer(BINARY).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.server._remove_data()  # pylint: disable=protected-access

    def setUp(self):
        self.index = self._testMethodName.lower()
        folder = tempfile.TemporaryDirectory(prefix="likewise-import-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.client = self.server.client()
        self.addCleanup(self.client.close)
        self.rng = random.Random(7)

    def start(self, source, *options, port=None, stdin=None):
        return subprocess.Popen(
            [BINARY, "import", "--from", str(source), "--to",
             f"http://127.0.0.1:{port or self.server.port}/{self.index}", "--progress", "none",
             *options], cwd=self.folder, stdin=stdin or subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run_import(self, source, *options, code=0, **more):
        process = self.start(source, *options, **more)
        output, errors = process.communicate(timeout=120)
        self.assertEqual(process.returncode, code, output + errors)
        return output + errors

    def kill_again_and_again(self, source, *options, port=None):
        """Kills the import at random moments, then lets it end. The number of kills."""
        kills = 0
        for _ in range(ROUNDS):
            process = self.start(source, *options, port=port)
            try:
                process.wait(self.rng.uniform(0.02, 0.6))
            except subprocess.TimeoutExpired:
                process.kill()
                kills += 1
            output = process.communicate()
            self.assertIn(process.returncode, (0, -9), output)
        self.run_import(source, *options, port=port)
        return kills

    def assert_stored(self, documents):
        self.assertEqual(stored(self.client, self.index), expected(documents))

    def test_reads_an_index_of_a_cluster(self):
        documents = make_documents(self.rng, 500)
        for version in ("8.19.0", "7.17.0"):
            for shards in (1, 3):
                parts = [documents[shard::shards] for shard in range(shards)]
                with FakeCluster(parts, version) as cluster:
                    text = self.run_import(f"http://127.0.0.1:{cluster.port}/images", "--page", "37")
                    self.assertIn("500 documents and 0 deletes imported", text)
                    self.assertIn("settings that the new index will not have: index.codec", text)
                    self.assert_stored(documents)
                    self.assertEqual(cluster.contexts, {}, "scrolls or points in time are left open")
                self.client.expect(200, "DELETE", f"/{self.index}")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_keeps_the_order_of_one_shard(self):
        documents = make_documents(self.rng, 200)
        with FakeCluster([documents]) as cluster:
            self.run_import(f"http://127.0.0.1:{cluster.port}", "--index", "images", "--page", "30")
        self.assertEqual([line["id"] for line in feed(self.client, self.index)],
                         [identifier for identifier, _, _ in documents])

    def test_survives_faults_and_kills(self):
        documents = make_documents(self.rng, 700)
        for version in ("8.19.0", "7.17.0"):
            parts = [documents[shard::2] for shard in range(2)]
            with FakeCluster(parts, version, seed=3) as cluster, \
                    FaultyProxy(self.server.port, 4) as proxy:
                cluster.is_faulty = True
                source = f"http://127.0.0.1:{cluster.port}/images"
                kills = self.kill_again_and_again(source, "--page", "20", "--batch-bytes", "3000",
                                                  port=proxy.port)
                self.assert_stored(documents)
                self.assertGreater(kills, 0)
                self.assertGreater(sum(cluster.faults.values()), 0)
                self.assertGreater(sum(proxy.faults.values()), 0)
            self.client.expect(200, "DELETE", f"/{self.index}")
        self.assertEqual(list(self.folder.iterdir()), [])

    def write(self, name, lines, packed=False):
        text = "".join(line + "\n" for line in lines).encode("utf-8")
        file = self.folder / name
        file.write_bytes(gzip.compress(text) if packed else text)
        return file

    def test_reads_files_of_every_kind(self):
        documents = make_documents(self.rng, 200)
        dump = [json.dumps({"_index": "old", "_type": "_doc", "_id": i, "_score": 1, "_source": s,
                            **({"_routing": r} if r else {})}) for i, r, s in documents]
        bulk = []
        for identifier, routing, source in documents:
            bulk += [json.dumps({"create": {"_id": identifier,
                                            **({"routing": routing} if routing else {})}}),
                     json.dumps(source)]
        for lines, packed in ((dump, False), (dump, True), (bulk, False), (bulk, True)):
            self.run_import(self.write("dump", lines, packed))
            self.assert_stored(documents)
            self.client.expect(200, "DELETE", f"/{self.index}")
        with open(self.write("dump", dump, True), "rb") as stdin:
            self.run_import("-", stdin=stdin)
        self.assert_stored(documents)
        plain = [json.dumps({**source, "_id": identifier}) for identifier, _, source in documents]
        self.client.expect(200, "DELETE", f"/{self.index}")
        self.run_import(self.write("plain", plain))
        self.assert_stored([(identifier, None, source) for identifier, _, source in documents])

    def test_files_survive_kills_without_loss_or_doubles(self):
        lines, documents = [], {}
        for number in range(2_500):  # updates and deletes among them, and documents without an id
            identifier = str(self.rng.randrange(900))
            if self.rng.random() < 0.1:
                lines.append(json.dumps({"delete": {"_id": identifier}}))
                documents.pop(identifier, None)
                continue
            source = {"n": number}
            lines += [json.dumps({"index": {"_id": identifier}}), json.dumps(source)]
            documents[identifier] = (None, source)
        without = [json.dumps({"unnamed": n}) for n in range(100)]
        for line in without:
            lines += ['{"index":{}}', line]
        with FaultyProxy(self.server.port, 5) as proxy:
            kills = self.kill_again_and_again(self.write("bulk.gz", lines, True),
                                              "--batch-bytes", "3000", port=proxy.port)
            self.assertGreater(kills, 0)
        found = stored(self.client, self.index)
        unnamed = [source["unnamed"] for _, source in found.values() if "unnamed" in source]
        self.assertEqual(sorted(unnamed), list(range(100)))
        self.assertEqual({i: pair for i, pair in found.items() if "n" in pair[1]}, documents)

    def test_ends_when_it_is_told_to_and_goes_on(self):
        lines = [json.dumps({"_id": str(n), "a": n}) for n in range(3_000)]
        file = self.write("docs", lines)
        with FaultyProxy(self.server.port, 6) as proxy:
            process = self.start(file, "--batch-bytes", "1000", port=proxy.port)
            deadline = time.monotonic() + 30
            while not list(self.folder.glob("likewise-import-*.json")):
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.005)
            process.send_signal(signal.SIGTERM)
            output = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 130, output)
            proxy.is_faulty = False
            self.assertIn("goes on where an earlier run ended", self.run_import(
                file, port=proxy.port))
        self.assertEqual(len(stored(self.client, self.index)), 3_000)

    def test_a_broken_line_is_told_and_what_came_before_is_there(self):
        good = [json.dumps({"_id": str(n), "a": n}) for n in range(50)]
        file = self.write("broken", [*good, '{"_id":"x","a":'])
        self.assertIn("line 51 is no JSON object, or cut off", self.run_import(file, code=1))
        self.assertEqual(len(stored(self.client, self.index)), 50)
        self.write("broken", [*good, '{"_id":"x","a":1}'])
        self.assertIn("is of another source", self.run_import(file, code=1))
        self.assertIn("51 documents and 0 deletes", self.run_import(file, "--restart"))

    def test_lists_what_is_refused_for_good(self):
        file = self.write("docs", ['{"_id":"1","a":1}', '{"_id":"2","a":{"b":1}}', '{"_id":"3","a":3}'])
        self.assertIn("1 documents were refused", self.run_import(file, code=4))
        listed = json.loads((self.folder / "import-rejected.ndjson").read_text(encoding="utf-8"))
        self.assertEqual((listed["_id"], listed["seq"], listed["source"]), ("2", 2, {"a": {"b": 1}}))
        self.assertEqual(sorted(stored(self.client, self.index)), ["1", "3"])

    def test_a_mapping_that_likewise_refuses_is_told(self):
        mapping = {"properties": {"v": {"type": "geo_point"}, "t": {"type": "keyword"}}}
        with FakeCluster([make_documents(self.rng, 10)], mapping=mapping) as cluster:
            source = f"http://127.0.0.1:{cluster.port}/images"
            text = self.run_import(source, code=1)
            self.assertIn("type [geo_point] of field [v] is not supported", text)
            self.assertIn("--mapping", text)
            file = self.write("mapping.json", [json.dumps(
                {"images": {"mappings": {"properties": {"t": {"type": "keyword"}}}}})])
            self.run_import(source, "--mapping", str(file))
        self.assertEqual(len(stored(self.client, self.index)), 10)
        found = self.client.expect(200, "GET", f"/{self.index}/_mapping").json
        self.assertEqual(found[self.index]["mappings"]["properties"]["t"], {"type": "keyword"})

    def test_wrong_use_is_told(self):
        ours = f"http://127.0.0.1:{self.server.port}"
        file = self.write("docs", ['{"a":1}'])
        for source, options, code, message in (
                (ours, (), 2, "which index"),
                (f"{ours}/{self.index}", (), 2, "likewise mirror"),
                ("none", (), 1, "cannot read [none]"),
                (file, ("--format", "csv"), 2, "--format is auto"),
                (file, ("--mapping", "none"), 1, "none"),
                ("http://127.0.0.1:1/i", (), 1, "no answer from"),
                ("http://me:hunter2@127.0.0.1:1/i", (), 1, "no answer from")):
            text = self.run_import(source, *options, code=code)
            self.assertIn(message, text)
            self.assertNotIn("hunter2", text)

    def test_logs_in_at_the_source(self):
        (self.folder / "key").write_text("a2V5\n", encoding="utf-8")
        with FakeCluster([make_documents(self.rng, 5)]) as cluster:
            self.run_import(f"http://127.0.0.1:{cluster.port}/images", "--api-key-file", "key")
            self.assertEqual(cluster.authorizations, {"ApiKey a2V5"})


def main():
    global BINARY
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary")
    arguments, rest = parser.parse_known_args()
    BINARY = find_binary(arguments.binary)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
