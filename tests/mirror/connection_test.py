#!/usr/bin/env python3
"""`likewise mirror` reaches a target behind TLS, with a certificate of its own, and behind a
proxy."""

import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest
import unittest.mock

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from faulty_proxy import FaultyProxy  # noqa: E402
from forward_proxy import ForwardProxy  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from mirrored_index import MirrorRun, RandomWrites, check_equal  # noqa: E402

BINARY = None
INDEX = "images"


class Connection(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not shutil.which("openssl"):
            raise unittest.SkipTest("makes no certificates without openssl")
        cls.folder = tempfile.TemporaryDirectory(prefix="likewise-connection-")
        cls.addClassCleanup(cls.folder.cleanup)
        for name in ("server", "client", "stranger"):
            cls.make_certificate(name)
        cls.source = LikewiseServer(BINARY).start()
        cls.addClassCleanup(cls.stop, cls.source)
        client = cls.source.client()
        RandomWrites(client, INDEX, random.Random(5)).write(300)
        client.close()

    @staticmethod
    def stop(server):
        server.stop()
        server._remove_data()  # pylint: disable=protected-access

    @classmethod
    def file(cls, name):
        return str(pathlib.Path(cls.folder.name, name))

    @classmethod
    def make_certificate(cls, name):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-out", cls.file(f"{name}.pem"), "-keyout", cls.file(f"{name}.key")],
                       check=True, capture_output=True)

    def setUp(self):
        self.target = LikewiseServer(BINARY).start()
        self.addCleanup(self.stop, self.target)

    def mirror(self, target, *options):
        """The exit code; everything must have arrived when it is 0."""
        run = MirrorRun(BINARY, self.folder.name, f"http://127.0.0.1:{self.source.port}", INDEX,
                        f"{target}/{INDEX}", "--checkpoint", "one.json", "--restart", *options)
        code = run.finish()
        self.assertIn(code, (0, 1), run.errors)
        if code == 0:
            here, there = self.source.client(), self.target.client()
            check_equal(here, there, INDEX)
            here.close()
            there.close()
        return code

    def own_certificate(self, name):
        return ("--client-cert", self.file(f"{name}.pem"), "--client-key", self.file(f"{name}.key"))

    def test_shows_its_certificate_to_a_target_that_wants_one(self):
        pair = (self.file("server.pem"), self.file("server.key"))
        with FaultyProxy(self.target.port, 1, tls=pair, client_ca=self.file("client.pem")) as proxy:
            proxy.is_faulty = False
            url, trust = f"https://127.0.0.1:{proxy.port}", ("--ca-file", pair[0])
            self.assertEqual(self.mirror(url, *trust), 1)
            self.assertEqual(self.mirror(url, *trust, *self.own_certificate("stranger")), 1)
            self.assertEqual(self.mirror(url, *trust, *self.own_certificate("client")), 0)

    def test_goes_through_a_proxy(self):
        with ForwardProxy() as proxy, unittest.mock.patch.dict(
                os.environ, {"no_proxy": "", "NO_PROXY": ""}):
            url = f"http://127.0.0.1:{self.target.port}"
            through = ("--proxy", f"http://127.0.0.1:{proxy.port}")
            self.assertEqual(self.mirror(url, *through), 0)
            self.assertTrue(any(line.startswith(f"POST {url}/{INDEX}/_bulk") for line in proxy.seen),
                            proxy.seen[:5])
            self.assertEqual(self.mirror(url, "--proxy", "http://127.0.0.1:1"), 1)

    def test_tunnels_tls_through_a_proxy(self):
        pair = (self.file("server.pem"), self.file("server.key"))
        with FaultyProxy(self.target.port, 1, tls=pair) as inner, ForwardProxy() as proxy, \
                unittest.mock.patch.dict(os.environ, {"no_proxy": "", "NO_PROXY": ""}):
            inner.is_faulty = False
            self.assertEqual(self.mirror(f"https://127.0.0.1:{inner.port}", "--ca-file", pair[0],
                                         "--proxy", f"http://127.0.0.1:{proxy.port}"), 0)
            self.assertEqual(set(proxy.seen), {f"CONNECT 127.0.0.1:{inner.port}"})


def main():
    global BINARY
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary")
    arguments, rest = parser.parse_known_args()
    BINARY = find_binary(arguments.binary)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
