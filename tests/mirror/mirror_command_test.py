#!/usr/bin/env python3
"""`likewise mirror` as a user runs it: exit codes, options, files, settings of the target."""

import argparse
import base64
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from faulty_proxy import FaultyProxy  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from mirrored_index import (MirrorRun, RandomWrites, check_equal, documents,  # noqa: E402
                            setting)

BINARY = None


class MirrorCommand(unittest.TestCase):
    """Two servers for all tests, an index and a folder for each."""

    @classmethod
    def setUpClass(cls):
        cls.source = LikewiseServer(BINARY).start()
        cls.target = LikewiseServer(BINARY).start()

    @classmethod
    def tearDownClass(cls):
        for server in (cls.source, cls.target):
            server.stop()
            server._remove_data()  # pylint: disable=protected-access

    def setUp(self):
        self.index = self._testMethodName.lower()
        self.folder = tempfile.TemporaryDirectory(prefix="likewise-mirror-")
        self.addCleanup(self.folder.cleanup)
        self.here = self.source.client()
        self.there = self.target.client()
        self.addCleanup(self.here.close)
        self.addCleanup(self.there.close)
        self.writes = RandomWrites(self.here, self.index, random.Random(5))
        self.writes.write(300)
        self.from_url = f"http://127.0.0.1:{self.source.port}"

    def start(self, *options, port=None, index=None, source=None):
        target = f"http://127.0.0.1:{port or self.target.port}/{index or self.index}"
        return MirrorRun(BINARY, self.folder.name, source or self.from_url, self.index, target,
                         *options)

    def mirror(self, *options, code=0, **where):
        run = self.start(*options, **where)
        self.assertEqual(run.finish(), code, run.output + run.errors)
        return run

    def file(self, name):
        return pathlib.Path(self.folder.name, name)

    def test_copies_and_verifies(self):
        run = self.mirror("--verify")
        count = check_equal(self.here, self.there, self.index)
        self.assertIn(f"{count} documents", run.output)
        self.assertIn("verified", run.output)
        self.assertIn("100 of 100 equal", run.output)

    def test_goes_on_where_it_was(self):
        self.mirror()
        again = self.mirror()
        self.assertIn("0 documents and 0 deletes", again.output)
        self.writes.write(50)
        self.mirror()
        check_equal(self.here, self.there, self.index)

    def test_keeps_a_checkpoint_for_each_target(self):
        for index in (self.index, self.index + "-2"):
            self.mirror(index=index)
        for index in (self.index, self.index + "-2"):
            again = self.mirror(index=index)
            self.assertEqual(again.errors, "")
            self.assertIn("0 documents and 0 deletes", again.output)

    def test_sends_everything_again_into_a_new_index(self):
        self.mirror()
        self.there.expect(200, "DELETE", f"/{self.index}")
        run = self.mirror()
        self.assertIn("everything is sent again", run.errors)
        check_equal(self.here, self.there, self.index)

    def test_does_without_a_lost_checkpoint(self):
        self.mirror("--checkpoint", "first.json")
        self.writes.write(50)
        self.mirror("--checkpoint", "second.json")
        check_equal(self.here, self.there, self.index)

    def test_refuses_the_mirror_of_another_index(self):
        self.mirror("--checkpoint", "first.json")
        self.here.expect(200, "DELETE", f"/{self.index}")
        RandomWrites(self.here, self.index, random.Random(6)).write(10)
        for options in (("--checkpoint", "first.json"), ("--checkpoint", "second.json")):
            run = self.mirror(*options, code=1)
            self.assertIn("another index", run.errors)

    def test_refuses_an_index_that_it_did_not_make(self):
        self.there.expect(200, "PUT", f"/{self.index}")
        self.assertIn("--into-existing", self.mirror(code=1).errors)
        self.mirror("--into-existing")
        check_equal(self.here, self.there, self.index)

    def test_dry_run_changes_nothing(self):
        run = self.mirror("--dry-run")
        count = len(documents(self.here, self.index))
        self.assertIn(f"would send {count} documents", run.output)
        self.assertIn("would create the index", run.output)
        self.assertEqual(self.there.request("HEAD", f"/{self.index}").status, 404)
        self.assertEqual(list(pathlib.Path(self.folder.name).iterdir()), [])

    def test_reads_a_directory_at_rest(self):
        with tempfile.TemporaryDirectory(prefix="likewise-data-") as data:
            with LikewiseServer(BINARY, data_dir=data) as owner:
                client = owner.client()
                RandomWrites(client, self.index, random.Random(7)).write(200)
                expected = documents(client, self.index)
                client.close()
                run = self.mirror(code=3, source=data)
                self.assertIn("in use by process", run.errors)
            self.mirror(source=data)
            self.assertEqual(documents(self.there, self.index), expected)
            self.assertEqual(len(list(pathlib.Path(data, "mirror").iterdir())), 1)

    def test_wrong_use_is_told(self):
        self.file("key").write_text("secret", encoding="utf-8")
        for options, source, message in (
                (("--follow",), ".", "--follow needs a running server"),
                (("--user", "me", "--api-key-file", "key"), None, "more than one way to log in"),
                (("--batch-bytes", "1"), None, "--batch-bytes")):
            self.assertIn(message, self.mirror(*options, code=2, source=source).errors)
        run = self.mirror(code=1, source="./no-such-directory")
        self.assertIn("is no data directory", run.errors)
        self.assertFalse(self.file("no-such-directory").exists())

    def test_lists_documents_that_are_refused_for_good(self):
        self.writes.write_document("bad1", {"n": 1})
        self.writes.write_document("bad2", {"n": 2})
        with FaultyProxy(self.target.port, 1) as proxy:
            proxy.is_faulty = False
            run = self.mirror(port=proxy.port, code=4)
            self.assertIn("2 documents were refused", run.errors)
            listed = [json.loads(line) for line in
                      self.file("mirror-rejected.ndjson").read_text(encoding="utf-8").splitlines()]
            self.assertEqual({line["_id"]: line["source"] for line in listed},
                             {"bad1": {"n": 1}, "bad2": {"n": 2}})
            self.assertEqual(listed[0]["reason"], "said the proxy")
            check_equal(self.here, self.there, self.index, left_out=("bad1", "bad2"))
            self.mirror(port=proxy.port)

    def test_sends_only_the_token_field(self):
        self.mirror("--ids-only", "--lean", "--verify")
        expected = {i: {"feature_vector": s["feature_vector"]}
                    for i, s in documents(self.here, self.index).items()}
        self.assertEqual(documents(self.there, self.index), expected)
        mapping = self.there.expect(200, "GET", f"/{self.index}/_mapping").json
        properties = mapping[self.index]["mappings"]["properties"]
        self.assertEqual(list(properties), ["feature_vector"])
        self.assertFalse(properties["feature_vector"]["index"])
        self.assertIn("use the same options", self.mirror(code=1).errors)

    def test_puts_settings_back_when_interrupted(self):
        with FaultyProxy(self.target.port, 1, largest_body=2_500) as proxy:
            for number in (signal.SIGINT, signal.SIGTERM):
                run = self.start("--batch-bytes", "1000", "--connections", "1", port=proxy.port)
                self.wait_for_setting("refresh_interval", "-1")
                run.signal(number)
                self.assertEqual(run.finish(), 130, run.errors)
                self.assertIsNone(setting(self.there, self.index, "refresh_interval"))
                self.assertEqual(setting(self.there, self.index, "number_of_replicas"), "1")
            run = self.start("--batch-bytes", "1000", "--connections", "1", port=proxy.port)
            self.wait_for_setting("refresh_interval", "-1")
            run.signal(signal.SIGKILL)
            run.finish()
            self.assertEqual(setting(self.there, self.index, "refresh_interval"), "-1")
        self.mirror("--checkpoint", self.only_checkpoint(), "--restart")
        self.assertIsNone(setting(self.there, self.index, "refresh_interval"))
        check_equal(self.here, self.there, self.index)

    def only_checkpoint(self):
        found = list(pathlib.Path(self.folder.name).glob("likewise-mirror-*.json"))
        self.assertEqual(len(found), 1)
        return str(found[0])

    def wait_for_setting(self, name, value):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.there.request("HEAD", f"/{self.index}").status == 200 and \
                    setting(self.there, self.index, name) == value:
                return
            time.sleep(0.005)
        self.fail(f"{name} never became {value}")

    def test_secrets_are_never_shown(self):
        port = self.target.port
        for address in (f"http://me:hunter2@127.0.0.1:{port}/{self.index}",
                        "http://me:hunter2@127.0.0.1:1/i", "http://me:hunter2@/i",
                        "http://me:hunter2@127.0.0.1"):
            run = MirrorRun(BINARY, self.folder.name, self.from_url, self.index, address,
                            "--patience", "1")
            run.finish()
            self.assertNotIn("hunter2", run.output + run.errors)
        for path in pathlib.Path(self.folder.name).iterdir():
            self.assertNotIn("hunter2", path.read_text(encoding="utf-8"))

    def test_logs_in(self):
        self.file("key").write_text("a2V5\n", encoding="utf-8")
        self.file("netrc").write_text("machine 127.0.0.1 login n password m\n", encoding="utf-8")
        basic = "Basic " + base64.b64encode(b"me:p:w").decode()
        for login, options, variables, expected in (
                ("me:p%3Aw@", (), {}, basic),
                ("", ("--user", "me"), {"LIKEWISE_TARGET_PASSWORD": "p:w"}, basic),
                ("", ("--api-key-file", "key"), {}, "ApiKey a2V5"),
                ("", (), {"LIKEWISE_TARGET_TOKEN": "t"}, "Bearer t"),
                ("", ("--netrc", "netrc"), {}, "Basic " + base64.b64encode(b"n:m").decode()),
                ("", (), {}, None)):
            with FaultyProxy(self.target.port, 1) as proxy, unittest.mock.patch.dict(
                    os.environ, variables):
                proxy.is_faulty = False
                run = MirrorRun(BINARY, self.folder.name, self.from_url, self.index,
                                f"http://{login}127.0.0.1:{proxy.port}/{self.index}",
                                "--checkpoint", "one.json", *options)
                self.assertEqual(run.finish(), 0, run.errors)
                self.assertEqual(proxy.authorizations, {expected})

    @unittest.skipUnless(shutil.which("openssl"), "makes no certificate without openssl")
    def test_checks_the_certificate_unless_told_otherwise(self):
        pair = (str(self.file("cert.pem")), str(self.file("key.pem")))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-out", pair[0], "-keyout", pair[1]], check=True, capture_output=True)
        with FaultyProxy(self.target.port, 1, tls=pair) as proxy:
            proxy.is_faulty = False
            for options, code in (((), 1), (("--ca-file", pair[0]), 0), (("--insecure",), 0)):
                run = MirrorRun(BINARY, self.folder.name, self.from_url, self.index,
                                f"https://127.0.0.1:{proxy.port}/{self.index}", "--checkpoint",
                                "one.json", *options)
                self.assertEqual(run.finish(), code, run.errors)
            check_equal(self.here, self.there, self.index)

    def test_follows_changes(self):
        run = self.start("--follow")
        deadline = time.monotonic() + 30
        for _ in range(5):
            self.writes.write(30)
            expected = documents(self.here, self.index)
            while self.there.request("HEAD", f"/{self.index}").status != 200 or \
                    documents(self.there, self.index) != expected:
                self.assertLess(time.monotonic(), deadline, "never caught up")
                time.sleep(0.02)
        run.signal(signal.SIGTERM)
        self.assertEqual(run.finish(), 0, run.errors)


def main():
    global BINARY
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary")
    arguments, rest = parser.parse_known_args()
    BINARY = find_binary(arguments.binary)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
