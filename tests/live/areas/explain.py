"""`_explain` and `_validate/query`."""

from area import Index, Request

# Why a document does not match is worded as by Lucene 8; 262 of 342 answers agree with
# Elasticsearch 9, 228 of 331 with OpenSearch 3.
KINDS = ("es7",)

WORDS = ["quick", "brown", "fox", "lazy", "dog", "red"]


def documents():
    for i in range(40):
        words = [WORDS[(i * 7 + j * j) % 6] for j in range(1 + i % 5)]
        yield str(i), {"t": " ".join(words), "k": WORDS[i % 4], "n": i % 5, "o": {"x": [i, i + 1]}}


INDICES = {
    "explained": Index(
        body={"mappings": {"properties": {"t": {"type": "text"}, "k": {"type": "keyword"},
                                          "n": {"type": "integer"}}}},
        documents=list(documents())),
    "routed": Index(body={"mappings": {"_routing": {"required": True}}})}


def leaf(rng):
    return rng.choice([
        {"term": {"t": rng.choice(WORDS)}},
        {"term": {"k": {"value": rng.choice(WORDS), "boost": rng.choice([1, 2.5])}}},
        {"match": {"t": " ".join(rng.sample(WORDS, 2))}},
        {"match": {"t": {"query": " ".join(rng.sample(WORDS, 3)), "operator": "and"}}},
        {"match": {"t": {"query": " ".join(rng.sample(WORDS, 3)), "minimum_should_match": 2}}},
        {"prefix": {"k": rng.choice(["r", "q", "x"])}},
        {"constant_score": {"filter": {"term": {"t": rng.choice(WORDS)}}, "boost": 3}},
    ])


def query(rng, depth=0):
    if depth == 2 or rng.random() < 0.4:
        return leaf(rng)
    kind = rng.randrange(3)
    if kind == 0:
        return {"dis_max": {"queries": [query(rng, depth + 1) for _ in range(2)],
                            "tie_breaker": rng.choice([0, 0.5])}}
    clauses = {occur: [query(rng, depth + 1) for _ in range(rng.randrange(1, 3))]
               for occur in rng.sample(["must", "should", "filter"], 2)}
    if rng.random() < 0.4:
        # Nothing that is asked for elsewhere: Lucene has words of its own for contradictions.
        clauses["must_not"] = [rng.choice([{"prefix": {"k": "f"}}, {"match": {"t": "dog zebra"}},
                                           {"constant_score": {"filter": {"prefix": {"k": "l"}}}}])]
    return {"bool": clauses}


def url_queries():
    for text in ("q=t:fox", "q=fox&df=t", "df=t", "df=t&lenient=true", "q=t:(",
                 "q=quick+-dog&df=t&default_operator=and", "q=t:fox&default_operator=xx"):
        yield Request("GET", f"/explained/_explain/3?{text}")
        yield Request("GET", f"/explained/_validate/query?explain=true&{text}",
                      # It names the index's uuid; the other, sometimes, a Java class.
                      ignore=("explanations.*.error", "error"))
    both = {"query": {"match_all": {}}}
    for text in ("q=t:fox", "q=fox&df=t", "df=t&lenient=true"):
        yield Request("POST", f"/explained/_explain/3?{text}", both)
        yield Request("POST", f"/explained/_validate/query?{text}", both)
        yield Request("POST", f"/explained/_count?{text}", both)


def explain_errors():
    match_all = {"query": {"match_all": {}}}
    for body in (None, {}, {"query": {"foo": {}}}, {"size": 1, "query": {"match_all": {}}},
                 {"query": []}, {"query": None}, [], {"query": {"range": {"n": {"gte": "x"}}}},
                 {"query": {"term": {"t": ["a"]}}}):
        yield Request("POST", "/explained/_explain/1", body)
    yield Request("POST", "/nothing/_explain/1", match_all)
    yield Request("POST", "/explained*/_explain/1", match_all)
    yield Request("POST", "/explained/_explain/1?foo=1", match_all)
    yield Request("PUT", "/explained/_explain/1", match_all, ignore=("error",))  # Order of methods.
    yield Request("POST", "/explained/_explain/99", match_all)
    yield Request("POST", "/routed/_explain/1", match_all)
    yield Request("POST", "/routed/_explain/1?routing=x", match_all)
    for parameters in ("_source=true", "_source=false", "_source=t", "_source", "_source=o.*,k",
                       "_source_includes=t,n&_source_excludes=n", "_source_excludes=t",
                       "stored_fields=_none_", "stored_fields=k", "routing=x&preference=_local"):
        yield Request("GET", f"/explained/_explain/3?{parameters}", match_all)


def validate_cases(kind):
    path = "/explained/_validate/query"
    for body in (None, {"query": {"match_all": {}}}, {"query": {"foo": {}}}, {"query": {}}, {},
                 {"size": 1}, {"query": {"range": {"n": {"gte": "x"}}}},
                 {"query": {"term": {"t": ["a"]}}}):
        for parameters in ("", "?explain", "?explain=true", "?rewrite=true", "?all_shards=true"):
            yield Request("POST", path + parameters, body,
                          ignore=("explanations.*.error",))  # It names the index's uuid.
    yield Request("GET", "/nothing/_validate/query", {"query": {"match_all": {}}})
    yield Request("GET", path + "?foo=1", {"query": {"match_all": {}}})
    yield Request("GET", path + "?explain=x", {"query": {"match_all": {}}})
    yield Request("GET", "/explained,nothing/_validate/query?ignore_unavailable=true&explain=true",
                  {"query": {"match_all": {}}})
    shown = [{"term": {"t": "fox"}}, {"match": {"t": "quick fox"}}, {"terms": {"k": ["b", "a"]}},
             {"ids": {"values": ["1", "20", "abc", "AbCd", "é"]}}, {"prefix": {"k": "a"}},
             {"match": {"t": {"query": "a b c", "minimum_should_match": 2}}},
             {"bool": {"must": [{"term": {"k": "a"}}], "must_not": [{"term": {"k": "b"}}]}},
             {"dis_max": {"queries": [{"term": {"t": "a"}}, {"term": {"t": "b"}}]}},
             {"constant_score": {"filter": {"term": {"t": "a"}}}},
             {"term": {"t": {"value": "a", "boost": 2}}}, {"match_none": {}}]
    for clause in shown:
        yield Request("POST", path + "?explain", {"query": clause})
    if kind == "es9":
        for clause in shown:
            yield Request("POST", path + "?rewrite=true&all_shards=true", {"query": clause})


def requests(rng, kind):
    for _ in range(250):
        body = {"query": query(rng)}
        yield Request("POST", f"/explained/_explain/{rng.randrange(42)}", body)
    yield from url_queries()
    yield from explain_errors()
    yield from validate_cases(kind)
