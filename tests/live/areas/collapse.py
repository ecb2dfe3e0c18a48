"""`collapse` on strings and numbers, with inner hits, and what is refused."""

from area import Index, Request

MAPPINGS = {"properties": {
    "g": {"type": "keyword"}, "m": {"type": "long"}, "f": {"type": "float"}, "d": {"type": "double"},
    "v": {"type": "integer"}, "t": {"type": "text"}, "b": {"type": "boolean"},
    "dt": {"type": "date"}, "several": {"type": "long"}, "o": {"properties": {"x": {"type": "long"}}},
    "nodv": {"type": "long", "doc_values": False}, "uid": {"type": "keyword"}}}


def document(i):
    source = {"t": " ".join(["fox"] * (i % 4) + ["dog"] * (i % 3 + 1)), "v": i * 7 % 11,
              "several": [i, 1], "b": i % 2 == 0, "dt": i, "nodv": 1}
    if i % 5:
        source["g"] = "abcd"[i % 4]
    if i % 7:
        source.update(m=i % 4, f=i % 4 * 0.1, d=i % 6 / 3)
    return source


INDICES = {
    "collapse1": Index(body={"mappings": MAPPINGS},
                       documents=[(str(i), document(i) | {"uid": f"s{i}"}) for i in range(1, 50)]),
    "collapse2": Index(body={"mappings": MAPPINGS},
                       documents=[(f"x{i}", document(i * 2) | {"uid": f"x{i}"})
                                  for i in range(1, 20)]),
}

REFUSED = """{"field":"b"};{"field":"dt"};{"field":"t"};{"field":"zz"};{"field":"o"};{"field":"nodv"}
5;"k";null;[];{"field":5};{"field":null};{"foo":1};{"field":"g","foo":1};{"field":"several"}
{"field":"g","max_concurrent_group_searches":2};{"field":"_id"};{"field":"_index"};{"field":""}
{"field":"g","inner_hits":5};{"field":"g","inner_hits":{"name":"x","sort":5}}"""


def inner_hits(rng, number):
    chosen = {"name": f"inner{number}"}
    if rng.random() < 0.7:
        chosen["size"] = rng.randrange(4)
    if rng.random() < 0.3:
        chosen["from"] = rng.randrange(3)
    if rng.random() < 0.5:
        chosen["sort"] = rng.choice([["v"], {"v": "desc"}, ["_score"], [{"m": "asc"}, {"v": "asc"}]])
        if rng.random() < 0.3:
            chosen["track_scores"] = True
    if rng.random() < 0.3:
        chosen["_source"] = rng.choice([False, ["v"], "g"])
    if rng.random() < 0.2:
        chosen["version"] = True
        chosen["seq_no_primary_term"] = True
    if rng.random() < 0.1:
        chosen["collapse"] = {"field": "m"}
    return chosen


def requests(rng, kind):
    for collapse in REFUSED.replace("\n", ";").split(";"):
        yield Request("POST", "/collapse1/_search",
                      '{"query":{"match":{"t":"fox"}},"_source":false,"collapse":%s}' % collapse)
    for inner in ({"size": 1}, {"name": "x", "foo": 1}, {"name": 5}, {"name": "x", "size": -1},
                  {"name": "x", "from": -2}, [{"name": "x"}, {"name": "x", "size": 1}]):
        if kind == "es9" or inner != {"size": 1}:
            yield Request("POST", "/collapse1/_search",
                          {"size": 2, "collapse": {"field": "g", "inner_hits": inner}})
    if kind == "es9":
        yield Request("POST", "/collapse1/_search", {"collapse": {}})
    for sort, after in (("g", ["a"]), ("v", [3]), (["g", "v"], ["a", 1]), ([{"g": "desc"}], ["c"]),
                        ("m", [1])):
        yield Request("POST", "/collapse1/_search",
                      {"collapse": {"field": "g" if "g" in str(sort) else "m"}, "sort": sort,
                       "search_after": after, "_source": False})
    yield Request("POST", "/collapse1/_search",
                  {"collapse": {"field": "g"}, "rescore": {"query": {"rescore_query": {"match_all": {}}}}})
    for _ in range(200):
        body = {"collapse": {"field": rng.choice(["g", "g", "m", "f", "d", "v"])},
                "size": rng.choice([0, 1, 3, 20]), "_source": rng.choice([False, ["v"]])}
        if rng.random() < 0.7:
            body["query"] = rng.choice([{"match": {"t": "fox"}}, {"match": {"t": "fox dog"}},
                                        {"range": {"v": {"gt": 3}}}, {"match_none": {}}])
        if rng.random() < 0.5:
            body["sort"] = rng.choice(["v", [{"v": "desc"}], ["m", "v"], ["_score"], "_doc",
                                       [{"g": "desc"}], [{"_score": "asc"}]])
            if rng.random() < 0.3:
                body["track_scores"] = True
        if rng.random() < 0.3:
            body["from"] = rng.randrange(4)
        if rng.random() < 0.2:
            body["post_filter"] = {"range": {"v": {"lt": 7}}}
        if rng.random() < 0.1:
            body["min_score"] = 0.3
        if rng.random() < 0.4:
            inner = [inner_hits(rng, n) for n in range(rng.choice([1, 1, 2]))]
            body["collapse"]["inner_hits"] = inner[0] if len(inner) == 1 else inner
        both = rng.random() < 0.2 and "inner_hits" not in body["collapse"] \
            and body.get("query") != {"match_none": {}}  # Shards that are skipped are counted.
        if both:  # Elasticsearch reorders shards by their extreme values: leave no ties.
            body["sort"] = [rng.choice(["v", {"v": "desc"}, "_score", "g"]), "uid"]
        index = "/collapse1,collapse2" if both else "/collapse1"
        yield Request("POST", f"{index}/_search", body)
