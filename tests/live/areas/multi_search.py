"""`_msearch`: pairs of lines."""

import json

from area import Index, Request

INDICES = {
    name: Index(body={"mappings": {"properties": {"t": {"type": "text"}, "n": {"type": "long"}}}},
                documents=[(str(i), {"t": f"{word} thing {i % 3}", "n": i}) for i in range(15)])
    for name, word in (("first", "red"), ("second", "blue"))}


def lines(*values):
    return "".join((value if isinstance(value, str) else json.dumps(value)) + "\n"
                   for value in values)


def search(rng):
    return rng.choice([
        {"query": {"match": {"t": "red thing"}}, "size": rng.randrange(4)},
        {"query": {"term": {"n": rng.randrange(20)}}},
        {"size": 1, "_source": False, "track_total_hits": rng.choice([True, 3])},
        {"query": {"range": {"n": {"gte": 5}}}, "size": 2},
        {"query": {"more_like_this": {"fields": ["t"], "like": {"_id": "1"}, "min_term_freq": 1,
                                      "min_doc_freq": 1}}, "size": 3},
    ])


def failing_search(rng):
    """Refused by the index, not by the parser: the other searches go on."""
    return rng.choice([{"query": {"range": {"n": {"gte": "x"}}}}, {"from": 10_000}])


def header(rng):
    return rng.choice([
        {}, {"index": "first"}, {"index": ["first", "second"]}, {"index": "first,second"},
        {"index": "nothing"}, {"index": "nothing", "ignore_unavailable": True}, {"index": "f*"},
        {"index": "x*"}, {"index": "x*", "allow_no_indices": False}, {"indices": ["second"]},
        {"index": "second", "preference": "_local", "search_type": "dfs_query_then_fetch",
         "request_cache": True, "expand_wildcards": "open", "ccs_minimize_roundtrips": True,
         "allow_partial_search_results": True}])


def ask(body, path="/first/_msearch", method="POST", ignore=()):
    return Request(method, path, body, ignore, content_type="application/x-ndjson")


def requests(rng, kind):
    for _ in range(160):
        pairs = [part for _ in range(rng.randrange(1, 5)) for part in (header(rng), search(rng))]
        yield ask(lines(*pairs), rng.choice([
            "/first/_msearch", "/_msearch", "/first,second/_msearch", "/nothing/_msearch",
            "/first/_msearch?typed_keys=true&max_concurrent_searches=2"]))
    for _ in range(10):
        yield ask(lines({}, failing_search(rng), header(rng), search(rng)))
    match = {"query": {"match": {"t": "red"}}, "size": 1}
    for body in (lines({}, {"query": {"foo": {}}}), lines({}, {"foo": 1}), lines({}, ""),
                 lines({}), lines({"foo": 1}, {"size": 1}), lines({"search_type": "zz"}, match),
                 lines({"index": 5}, match), lines({"index": ["first", 5]}, match),
                 lines({}, {"size": "x"}), lines({"index": "first"}, {"query": {"foo": {}}}),
                 json.dumps({}) + "\n" + json.dumps(match), lines({}, match)):
        yield ask(body)
    # Which of two unknown keys is named, and the order of methods, go by a hash map.
    if kind != "es9":  # It takes an empty header.
        yield ask(lines("", match), ignore=("error.reason", "error.root_cause"))
    yield ask(lines({}, match), method="PUT", ignore=("error",))
    yield ask("")
    yield ask(lines({}, match), "/first/_msearch?max_concurrent_searches=0")
    yield ask(lines({}, match), "/first/_msearch?foo=1")
    yield ask(lines({}, match), "/first/_msearch?rest_total_hits_as_int=true")
    yield ask(lines({}, match), method="GET")
