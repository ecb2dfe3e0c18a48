#!/usr/bin/env python3
"""Starts that must be refused: exit code and message name the cause."""

import argparse
import pathlib
import socket
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from harness.likewise_server import LikewiseServer, StartFailed, find_binary  # noqa: E402

BINARY = None


def failed_start(**options):
    """Starts a server that must not come up; returns what it said and its exit code."""
    server = LikewiseServer(BINARY, start_seconds=20, **options)
    try:
        server.start()
    except StartFailed as failure:
        return failure
    server.stop()
    raise AssertionError("the server started")


class RefusedStartTest(unittest.TestCase):
    def test_second_process_on_the_data_directory(self):
        with LikewiseServer(BINARY) as first:
            failure = failed_start(data_dir=first.data_dir)
            self.assertEqual(failure.exit_code, 3, failure.output)
            self.assertIn(first.data_dir, failure.output)
            self.assertIn(str(first.process.pid), failure.output, "who holds it is not named")
            first.client().expect(200, "GET", "/")

    def test_the_directory_is_free_again_after_kill_9(self):
        with tempfile.TemporaryDirectory() as data_dir:
            server = LikewiseServer(BINARY, data_dir=data_dir).start()
            server.kill()
            with LikewiseServer(BINARY, data_dir=data_dir) as second:
                second.client().expect(200, "GET", "/")

    def test_port_in_use(self):
        with socket.socket() as holder, tempfile.TemporaryDirectory() as data_dir:
            holder.bind(("127.0.0.1", 0))
            holder.listen()
            port = holder.getsockname()[1]
            failure = failed_start(data_dir=data_dir, port=port)
            self.assertEqual(failure.exit_code, 1, failure.output)
            self.assertIn(str(port), failure.output)

    def test_data_directory_that_is_a_file(self):
        with tempfile.NamedTemporaryFile() as file:
            failure = failed_start(data_dir=file.name)
            self.assertEqual(failure.exit_code, 1, failure.output)
            self.assertIn(file.name, failure.output)

    def test_sigterm_ends_with_0(self):
        with tempfile.TemporaryDirectory() as data_dir:
            server = LikewiseServer(BINARY, data_dir=data_dir).start()
            self.assertEqual(server.stop(), 0, server.output)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--binary")
    options, rest = parser.parse_known_args()
    BINARY = find_binary(options.binary)
    unittest.main(argv=[sys.argv[0], *rest])
