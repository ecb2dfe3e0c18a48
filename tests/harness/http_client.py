"""A JSON client on one kept-alive connection."""

import http.client
import json
import time


class Answer:
    """Status, headers and body of one response."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode("utf-8", errors="replace")


class HttpClient:
    """Sends requests one after the other through a single connection.

    The connection is opened at the first request and again after one that failed; a request itself
    is never repeated, because a write that may have happened must not happen twice.
    """

    def __init__(self, port, host="127.0.0.1", timeout=120.0):
        self.port = port
        self._connection = http.client.HTTPConnection(host, port, timeout=timeout)

    def request(self, method, path, body=None, content_type="application/json"):
        """`body`: None, text, bytes, or anything json.dumps takes."""
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body)
        if isinstance(body, str):
            body = body.encode("utf-8")
        headers = {} if body is None else {"Content-Type": content_type}
        try:
            self._connection.request(method, path, body=body, headers=headers)
            response = self._connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise

    def expect(self, statuses, method, path, body=None, content_type="application/json"):
        """Like request(), but any other status is an AssertionError that shows the answer."""
        answer = self.request(method, path, body, content_type)
        allowed = statuses if isinstance(statuses, (tuple, list, set)) else (statuses,)
        assert answer.status in allowed, (
            f"{method} {path}: expected {statuses}, found {answer.status}: {answer.text[:2000]}")
        return answer

    def bulk(self, index, documents, chunk=1000, refresh=False):
        """Indexes (id, source) pairs in order; every single one must be accepted."""
        lines = []
        for number, (identifier, source) in enumerate(documents, start=1):
            lines.append(json.dumps({"index": {"_id": identifier}}))
            lines.append(source if isinstance(source, str) else json.dumps(source))
            if number % chunk == 0:
                self._send_bulk(index, lines)
                lines = []
        if lines:
            self._send_bulk(index, lines)
        if refresh:
            self.expect(200, "POST", f"/{index}/_refresh")

    def _send_bulk(self, index, lines):
        answer = self.expect(200, "POST", f"/{index}/_bulk", "\n".join(lines) + "\n",
                             "application/x-ndjson").json
        refused = [item for item in answer["items"] if "error" in next(iter(item.values()))]
        assert not refused, f"bulk refused {len(refused)} documents, first: {refused[0]}"

    def close(self):
        self._connection.close()


def wait_until_answering(port, seconds, is_alive=lambda: True):
    """True as soon as GET / answers 200; False when time is up or the process is gone."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and is_alive():
        client = HttpClient(port, timeout=2.0)
        try:
            if client.request("GET", "/").status == 200:
                return True
        except (OSError, http.client.HTTPException):
            pass
        finally:
            client.close()
        time.sleep(0.1)
    return False
