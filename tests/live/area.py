"""What the modules of tests/live/areas give to area_live_test.py: indices to load, requests to ask.

A module has `INDICES`, a dict of name -> Index, and `requests(rng, kind)`, which yields Requests;
`kind` is "es7", "es9" or "os3". The indices exist on both sides while its requests are asked. With
`KINDS`, a tuple of kinds, a module says which engines it is for; it says why beside it.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Index:
    """Loaded in one _bulk and refreshed once: the real server keeps one segment in load order."""

    body: dict = dataclasses.field(default_factory=dict)  # settings, mappings
    documents: list = dataclasses.field(default_factory=list)  # (id, source) pairs


@dataclasses.dataclass(frozen=True)
class Request:
    """One request that both servers must answer alike, status and whole body."""

    method: str
    path: str
    body: object = None  # None, text, or anything json.dumps takes
    ignore: tuple = ()  # what may differ ("hits.hits.*.x"); say why beside it
    content_type: str = "application/json"
