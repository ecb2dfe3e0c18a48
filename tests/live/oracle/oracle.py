#!/usr/bin/env python3
"""Starts and stops a real search server for comparisons by hand.

    oracle.py start es7 --port 19200 --dir /tmp/es7 [--heap 1g] [name=value …]
    oracle.py stop --dir /tmp/es7

es7 is Elasticsearch 7.10.2 (JDK 17 or later), es9 Elasticsearch 9.5.3 and os3 OpenSearch 3.8.0 (both
JDK 21 or later). The first start of a kind downloads its jars with Maven.
"""

import argparse
import os
import pathlib
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from harness.real_server import KINDS, RealServer, Unavailable  # noqa: E402

PID_FILE = "oracle.pid"


def start(arguments):
    server = RealServer(arguments.kind, heap=arguments.heap, settings=arguments.settings,
                        home=arguments.dir, port=arguments.port)
    server.start()
    pathlib.Path(arguments.dir, PID_FILE).write_text(str(server.process.pid), encoding="ascii")
    print(f"{arguments.kind} listens on http://127.0.0.1:{server.port}, pid {server.process.pid}")


def stop(arguments):
    pid_file = pathlib.Path(arguments.dir, PID_FILE)
    pid = int(pid_file.read_text(encoding="ascii"))
    try:
        os.kill(pid, signal.SIGTERM)
        for _ in range(300):
            os.kill(pid, 0)
            time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    pid_file.unlink()
    print(f"stopped pid {pid}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    starting = commands.add_parser("start")
    starting.add_argument("kind", choices=sorted(KINDS))
    starting.add_argument("--port", type=int, help="default: a free one")
    starting.add_argument("--dir", required=True, help="data, configuration and log")
    starting.add_argument("--heap", default="1g")
    starting.add_argument("settings", nargs="*", help="node settings, name=value")
    starting.set_defaults(run=start)
    stopping = commands.add_parser("stop")
    stopping.add_argument("--dir", required=True)
    stopping.set_defaults(run=stop)
    arguments = parser.parse_args()
    try:
        arguments.run(arguments)
    except (Unavailable, OSError, ValueError) as problem:
        sys.exit(f"oracle.py: {problem}")


if __name__ == "__main__":
    main()
