"""Starts and stops the `likewise` binary for a test."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

from .http_client import HttpClient

READY = re.compile(r"listening on http://127\.0\.0\.1:(\d+)")


def find_binary(given=None):
    """The binary named on the command line or in LIKEWISE_BINARY. It must exist."""
    path = given or os.environ.get("LIKEWISE_BINARY")
    if not path:
        raise SystemExit("name the binary: --binary build/release/likewise, or LIKEWISE_BINARY")
    if not os.access(path, os.X_OK):
        raise SystemExit(f"no executable at {path}: build the target likewise first")
    return os.path.abspath(path)


class StartFailed(Exception):
    """The process ended before it said that it listens."""

    def __init__(self, exit_code, output):
        super().__init__(f"likewise serve ended with {exit_code}: {output}")
        self.exit_code = exit_code
        self.output = output


class LikewiseServer:
    """One running server. A context manager; leaving it stops the server and removes its data
    unless the directory was given."""

    def __init__(self, binary, arguments=(), data_dir=None, port=0, start_seconds=60):
        self._binary = binary
        self._arguments = list(arguments)
        self._owns_data = data_dir is None
        self.data_dir = data_dir or tempfile.mkdtemp(prefix="likewise-test-")
        self._wanted_port = port
        self._start_seconds = start_seconds
        self._lines = []
        self.process = None
        self.port = None

    def start(self):
        """Returns when the server has said that it listens. Raises StartFailed otherwise."""
        command = [self._binary, "serve", "--data-dir", self.data_dir, "--port",
                   str(self._wanted_port), *self._arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, errors="replace")
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read_output, args=(ready,), daemon=True)
        self._reader.start()
        if not ready.wait(self._start_seconds) or self.port is None:
            code = self._end_process()
            raise StartFailed(code, self.output)
        return self

    def _read_output(self, ready):
        for line in self.process.stdout:
            self._lines.append(line)
            found = READY.search(line)
            if found and self.port is None:
                self.port = int(found.group(1))
                ready.set()
        ready.set()

    @property
    def output(self):
        """Everything the process has printed so far."""
        return "".join(self._lines)

    def client(self, timeout=120.0):
        return HttpClient(self.port, timeout=timeout)

    def kill(self):
        """SIGKILL, without a chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._close_output()

    def stop(self, seconds=30):
        """SIGTERM; returns the exit code."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.terminate()
        return self._end_process(seconds)

    def _end_process(self, seconds=5):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._close_output()
        return self.process.returncode

    def _close_output(self):
        self._reader.join(5)
        self.process.stdout.close()
        self.port = None

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self._remove_data()
            raise

    def __exit__(self, problem, *_):
        died = self.process.poll()
        code = self.stop()
        if problem is not None and died is not None:
            print(f"likewise had ended with {code}; its last words:\n{self.output[-4000:]}",
                  file=sys.stderr)
        self._remove_data()

    def _remove_data(self):
        if self._owns_data:
            shutil.rmtree(self.data_dir, ignore_errors=True)
