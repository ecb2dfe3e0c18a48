"""A thread that writes bulk requests and remembers what was acknowledged."""

import http.client
import json
import threading

from documents import make_source

ABSENT = None  # the state of a document that was deleted or never written


class Expectation:
    """What the server has promised, and what it may have done beyond that.

    `acknowledged`: id -> version (ABSENT: deleted). `in_flight`: the operations of a request whose
    answer never came, id -> version; they may have happened, but only all of them together.
    """

    def __init__(self):
        self.acknowledged = {}
        self.in_flight = {}

    def settle(self, happened):
        """After a restart: the unanswered request turned out to be applied, or not."""
        if happened:
            self.acknowledged.update(self.in_flight)
        self.in_flight = {}

    def live(self):
        return {i: v for i, v in self.acknowledged.items() if v is not ABSENT}


class BulkWriter(threading.Thread):
    """Sends one bulk after the other until the server goes away or stop() is called. Each mixes new
    documents with updates and deletes of acknowledged ones, every id at most once."""

    def __init__(self, client, index, expectation, rng, first_id, operations=40):
        super().__init__(daemon=True)
        self._client = client
        self._index = index
        self._expectation = expectation
        self._rng = rng
        self._operations = operations
        self._stopping = threading.Event()
        self.next_id = first_id
        self.answered = 0
        self.first_answer = threading.Event()
        self.problem = None

    def stop(self):
        self._stopping.set()

    def run(self):
        try:
            while not self._stopping.is_set():
                self._send(self._choose())
        except (OSError, http.client.HTTPException):
            pass  # the server was killed: what was in flight stays in flight
        except Exception as problem:  # pylint: disable=broad-except
            self.problem = problem  # seen by the test after join()
        finally:
            self.first_answer.set()

    def _choose(self):
        """id -> version of the next request."""
        known = sorted(self._expectation.live())
        operations = {}
        for _ in range(self._operations):
            kind = self._rng.random()
            if kind < 0.7 or not known:
                operations[str(self.next_id)] = 1
                self.next_id += 1
            else:
                identifier = self._rng.choice(known)
                version = self._expectation.acknowledged[identifier]
                operations[identifier] = ABSENT if kind < 0.8 else version + 1
        return operations

    def _send(self, operations):
        lines = []
        for identifier, version in operations.items():
            if version is ABSENT:
                lines.append(json.dumps({"delete": {"_id": identifier}}))
            else:
                lines.append(json.dumps({"index": {"_id": identifier}}))
                lines.append(make_source(identifier, version, self._rng))
        self._expectation.in_flight = operations
        answer = self._client.request("POST", f"/{self._index}/_bulk", "\n".join(lines) + "\n",
                                      "application/x-ndjson")
        items = answer.json.get("items", []) if answer.status == 200 else []
        good = [i for i in items if next(iter(i.values()))["status"] in (200, 201)]
        assert len(good) == len(operations), (
            f"bulk of {len(operations)} operations: HTTP {answer.status}, {answer.text[:1000]}")
        self._expectation.settle(happened=True)
        self.answered += 1
        self.first_answer.set()
