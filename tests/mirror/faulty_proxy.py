"""A proxy in front of a search server that does to bulk requests what clusters and networks do."""

import gzip
import http.client
import http.server
import json
import random
import socket
import socketserver
import ssl
import struct
import threading
import time

# What may happen to one request, and how often of a hundred.
FAULTS = {
    "busy": 6,  # 429 for the whole
    "unavailable": 4,  # 503 for the whole
    "reset_before": 5,  # the connection is reset, nothing was done
    "reset_after": 6,  # it was done, but the answer never comes
    "cut_answer": 6,  # it was done, half of the answer comes
    "slow": 8,
    "items_busy": 10,  # some items are turned away with 429
}


def _split_actions(body):
    """[(action line, source line or None), …] of a bulk body."""
    actions, lines = [], body.decode("utf-8").splitlines()
    at = 0
    while at < len(lines):
        is_delete = lines[at].startswith('{"delete"')
        actions.append((lines[at], None if is_delete else lines[at + 1]))
        at += 1 if is_delete else 2
    return actions


def _join_actions(actions):
    return "".join(f"{line}\n" if source is None else f"{line}\n{source}\n"
                   for line, source in actions).encode("utf-8")


def _item_error(action, status, kind):
    operation, fields = next(iter(json.loads(action[0]).items()))
    return {operation: {"_id": fields["_id"], "status": status,
                        "error": {"type": kind, "reason": "said the proxy"}}}


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _serve(self):
        self.server.proxy.authorizations.add(self.headers.get("Authorization"))
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if "_bulk" not in self.path:
            return self._send(*self._forward(body, self.headers.get("Content-Encoding")))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return self._serve_bulk(body)

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _serve  # noqa: N815

    def log_message(self, *_):
        """Quiet."""

    def _serve_bulk(self, body):
        proxy = self.server.proxy
        actions = _split_actions(body)
        if len(body) > proxy.largest_body and len(actions) > 1:
            return self._send(413, b"")
        fault = proxy.choose_fault()
        if fault in ("busy", "unavailable"):
            return self._send(429 if fault == "busy" else 503, b'{"error":"later"}')
        if fault == "reset_before":
            return self._reset()
        if fault == "slow":
            time.sleep(proxy.draw() * 0.3)
        status, answer = self._bulk(actions, fault == "items_busy")
        if fault == "reset_after":
            return self._reset()
        return self._send(status, answer, cut=fault == "cut_answer")

    def _bulk(self, actions, some_busy):
        """Sends on what is not turned away, and puts the answers together again."""
        proxy = self.server.proxy
        answers = {}
        for number, action in enumerate(actions):
            if '"_id":"bad' in action[0]:
                answers[number] = _item_error(action, 400, "mapper_parsing_exception")
            elif some_busy and proxy.draw() < 0.3:
                answers[number] = _item_error(action, 429, "es_rejected_execution_exception")
        rest = [n for n in range(len(actions)) if n not in answers]
        if rest:
            status, text = self._forward(_join_actions([actions[n] for n in rest]), None)
            if status != 200:
                return status, text
            answers.update(zip(rest, json.loads(text)["items"]))
        items = [answers[n] for n in range(len(actions))]
        return 200, json.dumps({"items": items}).encode("utf-8")

    def _forward(self, body, encoding):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.proxy.target, timeout=60)
        headers = {"Content-Type": self.headers.get("Content-Type", "application/json")}
        if encoding:
            headers["Content-Encoding"] = encoding
        try:
            connection.request(self.command, self.path, body or None, headers if body else {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def _send(self, status, body, cut=False):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[:len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut

    def _reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        """A client that was killed is part of the test."""


class FaultyProxy:
    """A context manager; `port` is where it listens, `faults` counts what it did. With `tls`, a
    (certificate, key) pair of files, it speaks https; with `client_ca` only to clients with a
    certificate of that authority."""

    def __init__(self, target, seed, largest_body=20_000, tls=None, client_ca=None):
        self.target = target
        self.largest_body = largest_body
        self.faults = {}
        self.authorizations = set()
        self.is_faulty = True
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            if client_ca:
                context.verify_mode = ssl.CERT_REQUIRED
                context.load_verify_locations(client_ca)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]

    def draw(self):
        with self._lock:
            return self._random.random()

    def choose_fault(self):
        place = self.draw() * 100
        for fault, share in FAULTS.items():
            place -= share
            if place < 0 and self.is_faulty:
                with self._lock:
                    self.faults[fault] = self.faults.get(fault, 0) + 1
                return fault
        return None

    def __enter__(self):
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,),
                                        daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
