"""Ports for servers that cannot choose one themselves."""

import random
import socket


def _is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port_pair(distance=1000):
    """A port P below the ephemeral range with P and P + distance free (HTTP and transport)."""
    for _ in range(200):
        port = random.randint(18000, 30000)
        if _is_free(port) and _is_free(port + distance):
            return port
    raise RuntimeError("no two free ports found")
