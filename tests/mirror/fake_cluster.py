"""As much of a cluster as `likewise import` reads: points in time, scroll, slices by shard, and
now and then the troubles of a real one."""

import http.server
import json
import random
import socketserver
import threading
import urllib.parse

UUID = "cxlqO7i4RqeeztDVf1TL4g"
# What may happen to one request, and how often of a hundred.
FAULTS = {"busy": 5, "unavailable": 4, "cut_answer": 6, "lost_context": 6, "shard_failed": 4}


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _serve(self):
        cluster = self.server.cluster
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urllib.parse.urlsplit(self.path).path
        cluster.authorizations.add(self.headers.get("Authorization"))
        request = json.loads(body) if body else {}
        with cluster.lock:
            status, answer = cluster.answer(self.command, path, request)
        text = json.dumps(answer).encode("utf-8")
        cut = status == "cut"
        self.send_response(200 if cut else status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text[:len(text) // 2] if cut else text)
        self.close_connection = self.close_connection or cut

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815

    def log_message(self, *_):
        """Quiet."""


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        """A client that was killed is part of the test."""


class FakeCluster:
    """One index, "images": `shards` lists of (id, routing, source), in load order. A context
    manager; `port` is where it listens."""

    def __init__(self, shards, version="8.19.0", seed=0, mapping=None):
        self.shards = shards
        self.version = version
        self.mapping = mapping or {"date_detection": False}
        self.faults = {}
        self.contexts = {}
        self.opened = 0
        self.authorizations = set()
        self.lock = threading.Lock()
        self.is_faulty = False
        self._random = random.Random(seed)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.cluster = self
        self.port = self._server.server_address[1]

    def __enter__(self):
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,),
                                        daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def answer(self, method, path, request):
        """(status, JSON) of one request."""
        fixed = {"/": {"name": "fake", "version": {"number": self.version}},
                 "/images/_count": {"count": sum(map(len, self.shards))},
                 "/images": {"images": {"mappings": self.mapping, "settings": {"index": {
                     "uuid": UUID, "number_of_shards": str(len(self.shards)),
                     "creation_date": "1", "provided_name": "images", "codec": "default"}}}}}
        if method == "GET":
            return (200, fixed[path]) if path in fixed else (404, _error("no such index"))
        if method == "DELETE":
            for identifier in request.get("scroll_id", [request.get("id")]):
                self.contexts.pop(identifier, None)
            return 200, {}
        fault = self._choose_fault()
        if fault in ("busy", "unavailable"):
            return (429 if fault == "busy" else 503), _error("later")
        if fault == "lost_context":
            self.contexts.clear()
        return self._search(path, request, fault)

    def _search(self, path, request, fault):
        if path == "/images/_pit":
            return 200, {"id": self._open({})}
        if path == "/images/_search":
            identifier = self._open(request)
        else:
            identifier = request["pit"]["id"] if "pit" in request else request["scroll_id"]
        if identifier not in self.contexts:
            return 404, _error("search_context_missing_exception")
        hits = self._page(identifier, request)
        name = "pit_id" if "pit" in request else "_scroll_id"
        answer = {name: identifier, "timed_out": False, "hits": {"hits": hits},
                  "_shards": {"failed": 1 if fault == "shard_failed" else 0}}
        return "cut" if fault == "cut_answer" else 200, answer

    def _open(self, request):
        self.opened += 1
        identifier = f"context-{self.opened}"
        self.contexts[identifier] = {"request": request, "at": 0}
        return identifier

    def _page(self, identifier, request):
        context = self.contexts[identifier]
        scrolled = context["request"]
        wanted = request if "pit" in request else scrolled
        assert wanted["sort"][0] == {"_seq_no": "asc"}, wanted
        part = wanted.get("slice", {"id": 0, "max": 1})
        assert part["max"] <= len(self.shards), "more slices than shards are not stable"
        since = wanted.get("query", {"range": {"_seq_no": {"gte": 0}}})["range"]["_seq_no"]["gte"]
        found = sorted(
            (number, shard) for shard, documents in enumerate(self.shards)
            if shard % part["max"] == part["id"] for number in range(since, len(documents)))
        if "pit" in request:
            after = tuple(request.get("search_after", (-1, -1)))
            page = [place for place in found if place > after][:wanted["size"]]
        else:
            page = found[context["at"]:context["at"] + wanted["size"]]
            context["at"] += len(page)
        return [self._hit(number, shard) for number, shard in page]

    def _hit(self, number, shard):
        identifier, routing, source = self.shards[shard][number]
        hit = {"_index": "images", "_id": identifier, "_source": source, "sort": [number, shard]}
        return hit if routing is None else {**hit, "_routing": routing}

    def _choose_fault(self):
        place = self._random.random() * 100
        for fault, share in FAULTS.items():
            place -= share
            if place < 0 and self.is_faulty:
                self.faults[fault] = self.faults.get(fault, 0) + 1
                return fault
        return None


def _error(reason):
    return {"error": {"type": reason, "reason": reason}}
