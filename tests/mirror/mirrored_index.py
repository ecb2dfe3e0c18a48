"""Writes to a source at random, and compares it with its mirror."""

import json
import subprocess


class RandomWrites:
    """A source index that gets new documents, updates and deletes."""

    def __init__(self, client, index, rng):
        self._client = client
        self._index = index
        self._rng = rng
        self._next = 0
        client.expect(200, "PUT", f"/{index}", {"mappings": {"date_detection": False}})

    def write(self, operations):
        lines = []
        for _ in range(operations):
            kind = self._rng.random()
            if kind < 0.6 or self._next == 0:
                identifier, self._next = str(self._next), self._next + 1
            else:
                identifier = str(self._rng.randrange(self._next))
            if kind > 0.85:
                lines.append(json.dumps({"delete": {"_id": identifier}}))
                continue
            tokens = [f"{group}-{self._rng.randrange(32)}" for group in range(12)]
            lines.append(json.dumps({"index": {"_id": identifier}}))
            lines.append(json.dumps({"feature_vector": tokens, "draw": self._rng.random(),
                                     "label": "straße \"quoted\" \\ \n line"}))
        self._client.expect(200, "POST", f"/{self._index}/_bulk", "\n".join(lines) + "\n",
                            "application/x-ndjson")

    def write_document(self, identifier, source):
        self._client.expect((200, 201), "PUT", f"/{self._index}/_doc/{identifier}", source)


def feed(client, index):
    """The lines of a whole change feed, without those that tell where to go on."""
    since, lines = 0, []
    while True:
        answer = client.expect(200, "GET", f"/{index}/_likewise/changes?since={since}&limit=777")
        *page, last = [json.loads(line) for line in answer.text.splitlines()]
        lines += page
        since = last["next"]
        if since == last["end"]:
            return lines


def documents(client, index):
    """id -> source of every living document."""
    return {line["id"]: line["source"] for line in feed(client, index) if line["op"] == "index"}


def check_equal(source, target, index, target_index=None, left_out=()):
    """Every document, and the version of every one."""
    target_index = target_index or index
    expected = {i: s for i, s in documents(source, index).items() if i not in left_out}
    found = documents(target, target_index)
    missing = sorted(expected.keys() - found.keys())[:5]
    extra = sorted(found.keys() - expected.keys())[:5]
    assert not missing and not extra, f"missing {missing}, should not be there {extra}"
    wrong = [i for i in expected if expected[i] != found[i]][:5]
    assert not wrong, f"other content: {wrong}"
    for line in feed(source, index)[::7]:
        if line["op"] == "index" and line["id"] not in left_out:
            stored = target.expect(200, "GET", f"/{target_index}/_doc/{line['id']}").json
            assert stored["_version"] == line["seq"] + 1, f"{line['id']}: {stored['_version']}"
    return len(expected)


def setting(client, index, name):
    """The value of an index setting, or None where the default holds."""
    answer = client.expect(200, "GET", f"/{index}/_settings").json
    value = answer[index]["settings"]["index"]
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


class MirrorRun:
    """One process of `likewise mirror`."""

    def __init__(self, binary, folder, source, index, target, *options):
        command = [binary, "mirror", "--from", source, "--index", index, "--to", target,
                   "--progress", "none", *options]
        self._process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL,
                                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.output = None
        self.errors = None

    def is_running(self):
        return self._process.poll() is None

    def kill(self, seconds_from_now):
        """SIGKILL, unless it ends before. True when it was killed."""
        try:
            self._process.wait(seconds_from_now)
        except subprocess.TimeoutExpired:
            self._process.kill()
        code = self.finish()
        assert code in (0, -9), f"ended with {code}: {self.output}{self.errors}"
        return code == -9

    def signal(self, number):
        self._process.send_signal(number)

    def finish(self, seconds=120):
        """The exit code."""
        try:
            self.output, self.errors = self._process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self.output, self.errors = self._process.communicate()
            raise AssertionError(f"mirror did not end: {self.output}{self.errors}") from None
        return self._process.returncode
