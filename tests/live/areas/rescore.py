"""`rescore` with a query: windows, weights, all score modes, several stages, explanations."""

from area import Index, Request

INDICES = {"rescore": Index(
    body={"mappings": {"properties": {"t": {"type": "text"}, "g": {"type": "keyword"},
                                      "v": {"type": "integer"}}}},
    documents=[(str(i), {"t": " ".join(["fox"] * (i % 4) + ["dog"] * (i % 3 + 1) + ["cat"] * (i % 2)),
                         "g": "abc"[i % 3], "v": i % 8}) for i in range(50)])}

QUERY = '"query":{"match":{"t":"fox"}}'
RESCORE_QUERY = '"rescore_query":{"match":{"t":"dog"}}'

REFUSED = """{};[];5;null;{"window_size":3};{"query":{}};{"query":{RQ},"foo":1};{"foo":{RQ}}
{"query":{RQ,"foo":1}};{"query":{RQ,"score_mode":"x"}};{"query":{RQ,"score_mode":"MAX"}}
{"query":{RQ,"score_mode":5}};{"query":{RQ,"query_weight":"x"}};{"query":{RQ,"query_weight":-1}}
{"query":{RQ,"rescore_query_weight":"2"}};{"window_size":0,"query":{RQ}}
{"window_size":"2","query":{RQ}};{"window_size":10001,"query":{RQ}};{"window_size":2.5,"query":{RQ}}
[{}];{"window_size":2,"window":{"a":1}};{"query":5};{"query":{"rescore_query":5}}
{"query":{"query_weight":2}};{"query":{"rescore_query":{"term":{"v":"x"}}}}"""

SORTS = ('"_score"', '"v"', '["_score","v"]', '[{"_score":"asc"}]', "[]", '"_doc"')


def stage(rng):
    query = {"rescore_query": rng.choice([
        {"match": {"t": "dog"}}, {"match": {"t": "cat"}}, {"term": {"g": "a"}}, {"match_all": {}},
        {"constant_score": {"filter": {"term": {"g": "b"}}, "boost": 2.5}},
        {"match": {"t": {"query": "dog cat", "_name": "second"}}}])}
    if rng.random() < 0.7:
        query["score_mode"] = rng.choice(["total", "multiply", "avg", "max", "min"])
    if rng.random() < 0.4:
        query["query_weight"] = rng.choice([0.7, 2, 0])
    if rng.random() < 0.4:
        query["rescore_query_weight"] = rng.choice([1.3, 0.1, 5])
    chosen = {"query": query}
    if rng.random() < 0.8:
        chosen["window_size"] = rng.choice([1, 3, 10, 100])
    return chosen


def requests(rng, kind):
    del kind  # The same for all.
    for rescore in REFUSED.replace("RQ", RESCORE_QUERY).replace("\n", ";").split(";"):
        yield Request("POST", "/rescore/_search", '{%s,"size":2,"rescore":%s}' % (QUERY, rescore))
    for sort in SORTS:
        yield Request("POST", "/rescore/_search", '{%s,"size":2,"sort":%s,"rescore":{"query":{%s}}}'
                      % (QUERY, sort, RESCORE_QUERY))
    for _ in range(200):
        stages = [stage(rng) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        body = {"rescore": stages[0] if len(stages) == 1 else stages, "_source": False,
                "size": rng.choice([0, 1, 5, 20, 50])}
        if rng.random() < 0.9:
            body["query"] = rng.choice([{"match": {"t": "fox"}}, {"match": {"t": "fox cat"}},
                                        {"term": {"g": "b"}}, {"match_none": {}}])
        if rng.random() < 0.3:
            body["from"] = rng.randrange(6)
        if rng.random() < 0.2:
            body["post_filter"] = {"range": {"v": {"lt": 6}}}
        if rng.random() < 0.2:
            body["min_score"] = 0.4
        if rng.random() < 0.3:
            body["explain"] = True
        yield Request("POST", "/rescore/_search", body)
