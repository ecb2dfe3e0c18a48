"""The clauses that find single terms, alone and under bool: the smallest example of an area."""

from area import Index, Request

COLOURS = ["red", "green", "blue", "dark red"]

INDICES = {
    "queries": Index(
        body={"mappings": {"properties": {"colour": {"type": "keyword"}, "note": {"type": "text"},
                                          "size": {"type": "long"}}}},
        documents=[(str(i), {"colour": COLOURS[i % 4], "note": f"a {COLOURS[i % 3]} thing",
                             "size": i % 7}) for i in range(50)])}


def leaf(rng):
    return rng.choice([
        {"term": {"colour": rng.choice(COLOURS)}},
        {"terms": {"colour": rng.sample(COLOURS, 2), "boost": rng.choice([1, 2.5])}},
        {"match": {"note": rng.choice(["red", "green thing", "a nothing", ""])}},
        {"range": {"size": {rng.choice(["gt", "gte", "lt", "lte"]): rng.randrange(8)}}},
        {"exists": {"field": rng.choice(["colour", "nothing"])}},
        {"ids": {"values": [str(rng.randrange(60)) for _ in range(3)]}},
        {"prefix": {"colour": rng.choice(["r", "dark", "x"])}},
    ])


def requests(rng, kind):
    del kind  # The same for all.
    for _ in range(100):
        clauses = {occur: [leaf(rng) for _ in range(rng.randrange(3))]
                   for occur in ("must", "should", "filter", "must_not")}
        yield Request("POST", "/queries/_search", {"query": {"bool": clauses}, "size": 5})
        yield Request("POST", "/queries/_count", {"query": leaf(rng)})
    for bad in ({"term": {}}, {"term": {"colour": []}}, {"match": {"note": {"x": 1}}},
                {"range": {"size": {"gt": "x"}}}, {"nothing": {}}, {"bool": {"must": 1}}):
        yield Request("POST", "/queries/_search", {"query": bad})
