#!/usr/bin/env python3
"""The mirror is killed at random moments while the target misbehaves; in the end the target equals
the source, document by document and version by version, and has its own settings again."""

import argparse
import pathlib
import random
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from faulty_proxy import FaultyProxy  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from mirrored_index import MirrorRun, RandomWrites, check_equal, setting  # noqa: E402

OPTIONS = ("--batch-bytes", "4000", "--connections", "3", "--patience", "60", "--replicas", "2")
SETTINGS = ("refresh_interval", "number_of_replicas", "gc_deletes")


class Run:
    """One index, mirrored through its own proxy from its own seed."""

    def __init__(self, binary, source, target, folder, seed):
        self._rng = random.Random(seed)
        self._binary = binary
        self._source = source
        self._target = target
        self._folder = pathlib.Path(folder, str(seed))
        self._folder.mkdir()
        self._seed = seed
        self._index = f"run{seed}"
        self.kills = 0
        self.faults = {}

    def mirror(self, proxy, *options):
        return MirrorRun(self._binary, self._folder, f"http://127.0.0.1:{self._source.port}",
                         self._index, f"http://127.0.0.1:{proxy.port}/{self._index}", *OPTIONS,
                         *options)

    def load(self, proxy, writes):
        """Kills the mirror again and again, with writes in between, and lets it end at last."""
        for _ in range(self._rng.randrange(1, 6)):
            self.kills += self.mirror(proxy).kill(self._rng.uniform(0.02, 1.2))
            if self._rng.random() < 0.7:
                writes.write(self._rng.randrange(1, 200))
        run = self.mirror(proxy)
        code = run.finish()
        assert code == 0, f"exit code {code}: {run.output}{run.errors}"

    def follow(self, proxy, client, writes):
        """Writes go on while the mirror follows and is killed."""
        stop = threading.Event()
        problems = []

        def keep_writing():
            try:
                while not stop.is_set():
                    writes.write(20)
                    time.sleep(0.02)
            except Exception as problem:  # pylint: disable=broad-except
                problems.append(problem)

        writer = threading.Thread(target=keep_writing)
        writer.start()
        for _ in range(3):
            self.kills += self.mirror(proxy, "--follow").kill(self._rng.uniform(0.2, 0.8))
        last = self.mirror(proxy, "--follow")
        time.sleep(0.5)
        stop.set()
        writer.join()
        assert not problems, problems
        self.wait_until_equal(client)
        last.signal(15)
        code = last.finish()
        assert code == 0, f"--follow ended with {code}: {last.output}{last.errors}"

    def wait_until_equal(self, client):
        deadline = time.monotonic() + 60
        while True:
            try:
                return self.check(client)
            except AssertionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def check(self, client):
        with_target = self._target.client()
        count = check_equal(client, with_target, self._index)
        with_target.close()
        return count

    def perform(self):
        client = self._source.client()
        writes = RandomWrites(client, self._index, self._rng)
        writes.write(self._rng.randrange(100, 800))
        with FaultyProxy(self._target.port, self._seed, self._rng.choice((2_500, 20_000))) as proxy:
            self.load(proxy, writes)
            count = self.check(client)
            if self._seed % 2 == 0:
                self.follow(proxy, client, writes)
                count = self.check(client)
            self.faults = proxy.faults
        with_target = self._target.client()
        held = [setting(with_target, self._index, name) for name in SETTINGS]
        assert held == [None, "2", None], f"settings afterwards: {held}"
        with_target.close()
        client.close()
        return count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    binary = find_binary(arguments.binary)
    kills, faults = 0, {}
    with LikewiseServer(binary) as source, LikewiseServer(binary) as target, \
            tempfile.TemporaryDirectory(prefix="likewise-mirror-") as folder:
        for seed in range(arguments.seed, arguments.seed + arguments.runs):
            begin = time.monotonic()
            run = Run(binary, source, target, folder, seed)
            count = run.perform()
            kills += run.kills
            for fault, times in run.faults.items():
                faults[fault] = faults.get(fault, 0) + times
            print(f"run {seed}: {count} documents equal after {run.kills} kills and "
                  f"{sum(run.faults.values())} faults, {time.monotonic() - begin:.1f} s",
                  flush=True)
    print(f"{arguments.runs} runs, {kills} kills, faults: {faults}")
    assert kills > 0 and sum(faults.values()) > 0, "nothing was tried"


if __name__ == "__main__":
    main()
