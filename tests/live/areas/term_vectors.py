"""`_termvectors` and `_mtermvectors`. No body that is not an object, nor a filter: Elasticsearch 7
never answers those."""

from area import Index, Request

# With OpenSearch 3 279 of 286 answers agree; what differs are mostly messages and shapes of errors.
KINDS = ("es7", "es9")

WORDS = ["quick", "brown", "fox", "lazy", "dog", "it's", "42", "Ünï"]


def documents():
    for i in range(30):
        values = [" ".join(WORDS[(i + j * j + v) % 8] for j in range(1 + (i + v) % 4))
                  for v in range(1 + i % 3)]
        yield str(i), {"t": values if i % 3 else values[0], "k": WORDS[i % 8:i % 8 + 2],
                       "n": i, "o": {"x": f"a b{i % 2}"}}


INDICES = {
    "vectors": Index(
        body={"mappings": {"properties": {
            "t": {"type": "text", "fields": {"raw": {"type": "keyword"}}},
            "k": {"type": "keyword"}, "n": {"type": "long"},
            "o": {"properties": {"x": {"type": "text", "analyzer": "whitespace"}}}}}},
        documents=list(documents())),
    "vectors_routed": Index(body={"mappings": {"_routing": {"required": True}}})}


def options(rng):
    body = {}
    for flag in ("offsets", "positions", "payloads", "term_statistics", "field_statistics"):
        if rng.random() < 0.35:
            body[flag] = rng.choice([True, False])
    if rng.random() < 0.8:
        body["fields"] = rng.choice([["t"], ["k"], ["t", "k", "o.x"], ["*"], ["t*"], ["n", "zz"],
                                     ["t.raw"], []])
    # Elasticsearch 7 fails with null pointers where these come without fields, and takes the numbers
    # of another term where a filter meets a term of no document.
    if body.get("fields") and rng.random() < 0.4:
        body["filter"] = rng.choice([
            {}, {"max_num_terms": 2}, {"min_term_freq": 2}, {"min_doc_freq": 5},
            {"max_doc_freq": 12, "max_num_terms": 3}, {"min_word_length": 4},
            {"max_word_length": 3, "max_term_freq": 1}])
    elif body.get("fields") and rng.random() < 0.3:
        body["per_field_analyzer"] = {"t": rng.choice(["keyword", "whitespace"])}
    return body


ERRORS = [{"foo": 1}, {"fields": "t"}, {"fields": [1]}, {"offsets": "x"}, {"doc": {"t": "x"}},
          {"filter": {"foo": 1}}, {"filter": {"max_num_terms": "x"}}]


def requests(rng, kind):
    del kind
    for _ in range(200):
        yield Request("POST", f"/vectors/_termvectors/{rng.randrange(32)}", options(rng))
    for _ in range(60):
        doc = {"t": rng.choice(["quick zebra quick", ["lazy dog", "fox"], "Quick Fox"]),
               "k": rng.choice(["fox", ["a", "b"]])}
        chosen = options(rng)
        chosen.pop("filter", None)
        yield Request("POST", "/vectors/_termvectors", {"doc": doc, **chosen})
    for body in ERRORS:
        yield Request("POST", "/vectors/_termvectors/1", body)
    for body in ({}, None):
        yield Request("POST", "/vectors/_termvectors", body)
    for path in ("/nothing/_termvectors/1", "/vectors*/_termvectors/1",
                 "/vectors_routed/_termvectors/1", "/vectors_routed/_termvectors/1?routing=x",
                 "/vectors/_termvectors/1", "/vectors/_termvectors/1?fields=t,k",
                 "/vectors/_termvectors/1?fields=t&offsets=false&term_statistics=true",
                 "/vectors/_termvectors/1?fields=t&realtime=false&preference=_local",
                 "/vectors/_termvectors/1?version=1",
                 "/vectors/_termvectors/1?foo=1", "/vectors/_termvectors/1?fields=n"):
        yield Request("GET", path)
    for body in ({"docs": [{"_id": "1", "fields": ["t"]}, {"_id": "99"},
                           {"_index": "vectors", "_id": "2", "fields": ["k"], "offsets": False}]},
                 {"ids": ["1", "2"], "parameters": {"fields": ["k"], "term_statistics": True}},
                 {"docs": [{"doc": {"t": "fox"}}]}):
        yield Request("POST", "/vectors/_mtermvectors", body, ignore=("docs.*.took",))
    yield Request("GET", "/vectors/_mtermvectors?ids=1,3&fields=k")
