"""Reads and updates of documents by id: `_mget`, `_update`, `_doc`."""

from area import Index, Request

# With OpenSearch 3 322 of 371 answers agree; what differs are mostly messages and shapes of errors.
KINDS = ("es7", "es9")

INDICES = {
    "papers": Index(
        body={"mappings": {"properties": {"t": {"type": "text"}, "k": {"type": "keyword"},
                                          "n": {"type": "double"}}}},
        documents=[(str(i), {"t": f"word {i}", "k": "abc"[i % 3], "n": i + 0.5,
                             "o": {"x": i, "y": [1, 2]}}) for i in range(20)]),
    "kept": Index(body={"mappings": {"_routing": {"required": True}}})}

# Both say a server's own number of copies.
SHARDS = ("_shards",)

SOURCES = [True, False, "t", ["t", "n"], "o.*", {"includes": ["t", "o.x"], "excludes": ["o"]},
           {"include": ["k"]}, {"exclude": ["t", "n"]}, []]


def multi_get_item(rng):
    item = {"_id": rng.choice([str(rng.randrange(24)), rng.randrange(24)])}
    if rng.random() < 0.5:
        item["_source"] = rng.choice(SOURCES)
    if rng.random() < 0.2:
        item["_index"] = rng.choice(["papers", "nothing", "papers*"])
    if rng.random() < 0.2:
        item["routing"] = "x"
    if rng.random() < 0.15:
        item["version"] = rng.choice([1, 2])
    if rng.random() < 0.1:
        item["stored_fields"] = ["k"]
    return item


MULTI_GET_ERRORS = (
    None, {}, {"docs": []}, {"ids": []}, {"docs": [{}]}, {"docs": [{"_index": "papers"}]},
    {"docs": ["1"]}, {"docs": {"_id": "1"}}, {"ids": "1"}, {"ids": [1, {"a": 1}]}, {"foo": [1]},
    {"docs": [{"_id": "1", "foo": 1}]}, {"docs": [{"_id": "1", "version": "x"}]},
    {"docs": [{"_id": "1", "version_type": "zz"}]}, {"docs": [{"_id": "1", "_source": 5}]},
    {"docs": [{"_id": None}]}, {"docs": [{"_id": "1", "_routing": "x"}]}, [1],
    {"docs": [{"_id": "1", "version": 3, "version_type": "external"}]},
    {"docs": [{"_id": "1"}], "ids": ["3"]})


def multi_get(rng, kind):
    for _ in range(120):
        body = {"docs": [multi_get_item(rng) for _ in range(rng.randrange(1, 5))]}
        parameters = rng.choice(["", "", "?_source=false", "?_source=t,k", "?refresh=true",
                                 "?_source_includes=t,n&_source_excludes=n", "?stored_fields=k",
                                 "?realtime=false&preference=_local"])
        yield Request("POST", "/papers/_mget" + parameters, body)
    for body in MULTI_GET_ERRORS:
        yield Request("POST", "/papers/_mget", body)
    yield Request("POST", "/_mget", {"docs": [{"_id": "1"}]})
    yield Request("POST", "/_mget", {"docs": [{"_index": "papers", "_id": "1"}]})
    yield Request("GET", "/nothing/_mget", {"ids": ["1"]})
    yield Request("POST", "/papers/_mget?foo=1", {"ids": ["1"]})
    if kind != "es7":  # 7.10.2 answers with a null pointer of its own.
        yield Request("POST", "/kept/_mget", {"ids": ["1"]})
    yield Request("POST", "/kept/_mget?routing=x", {"ids": ["1"]})
    yield Request("GET", "/kept/_doc/1")
    yield Request("GET", "/papers/_doc/1?_source=t")


def change(rng):
    return rng.choice([
        {"n": rng.choice([1, 1.5, 2.5])}, {"t": rng.choice(["a", "b"])}, {"k": None},
        {"o": {"x": rng.randrange(3)}}, {"o": {"z": {"w": rng.randrange(2)}}}, {"o": None}, {},
        {"new": [1, rng.randrange(2)]}])


UPDATE_ERRORS = (
    None, {}, {"upsert": {"a": 1}}, {"doc_as_upsert": True}, {"doc": {"n": 1}, "foo": 1},
    {"doc": 5}, {"doc": None}, {"doc": [1]}, {"doc": {"n": 1}, "upsert": 5},
    {"doc": {"n": 1}, "doc_as_upsert": 5}, {"doc": {"n": 1}, "detect_noop": "x"}, [1],
    {"doc": {"n": 1}, "if_seq_no": 1, "if_primary_term": 1})


def updates(rng):
    for _ in range(150):
        body = {"doc": change(rng)}
        if rng.random() < 0.3:
            body["doc_as_upsert"] = True
        elif rng.random() < 0.3:
            body["upsert"] = {"t": "fresh", "n": rng.randrange(3)}
        if rng.random() < 0.2:
            body["detect_noop"] = False
        if rng.random() < 0.2:
            body["_source"] = rng.choice([True, False, ["n", "o.*"]])
        parameters = rng.choice(["", "", "?_source=true", "?_source=o,n", "?refresh=true",
                                 "?retry_on_conflict=3", "?_source_excludes=o"])
        identity = rng.randrange(26)
        yield Request("POST", f"/papers/_update/{identity}{parameters}", body, ignore=SHARDS)
        if rng.random() < 0.3:
            yield Request("GET", f"/papers/_doc/{identity}")
    for body in UPDATE_ERRORS:
        yield Request("POST", "/papers/_update/1", body, ignore=SHARDS)
    for parameters in ("if_seq_no=1&if_primary_term=1", "if_seq_no=1", "version=1",
                       "version=1&version_type=external", "retry_on_conflict=x", "refresh=x",
                       "retry_on_conflict=3&if_seq_no=1&if_primary_term=1", "foo=1",
                       "require_alias=true"):
        yield Request("POST", f"/papers/_update/1?{parameters}", {"doc": {"n": 77}},
                      ignore=SHARDS)
    yield Request("POST", "/papers/_update/1?if_seq_no=1&if_primary_term=1",
                  {"doc": {"n": 7}, "upsert": {}})
    yield Request("POST", "/kept/_update/1", {"doc": {"n": 7}})
    yield Request("POST", "/UPPER/_update/1", {"doc": {"n": 7}})
    yield Request("GET", "/papers/_update/1", {"doc": {"n": 7}})


def requests(rng, kind):
    yield from multi_get(rng, kind)
    yield from updates(rng)
