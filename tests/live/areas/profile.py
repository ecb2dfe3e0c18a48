"""`profile: true`: the tree of queries, their types and descriptions. Times are a server's own."""

from area import Index, Request

WORDS = ["quick", "brown", "fox", "lazy", "dog"]

INDICES = {
    "profiled": Index(
        body={"mappings": {"properties": {"t": {"type": "text"}, "k": {"type": "keyword"}}}},
        documents=[(str(i), {"t": " ".join(WORDS[(i + j * j) % 5] for j in range(3)),
                             "k": WORDS[i % 5]}) for i in range(30)])}

SEARCH = "profile.shards.*.searches.*."

# Where time goes differs, as does what is beside it: the two engines work in different ways.
IGNORED = ["profile.shards.*.id", "profile.shards.*.likewise", SEARCH + "rewrite_time",
           SEARCH + "collector.*.time_in_nanos"]
for depth in range(6):
    IGNORED += [SEARCH + "query.*." + "children.*." * depth + name
                for name in ("time_in_nanos", "breakdown")]


def leaf(rng):
    return rng.choice([{"term": {"t": rng.choice(WORDS)}},
                       {"match": {"t": {"query": "quick fox", "boost": 1}}},
                       {"term": {"k": {"value": rng.choice(WORDS), "boost": 3}}}])


def query(rng, depth=0):
    kind = rng.randrange(4) if depth < 2 else 3
    if kind == 0:
        return {"bool": {occur: [leaf(rng)] if occur == "filter" else
                         [query(rng, depth + 1) for _ in range(rng.randrange(1, 3))]
                         for occur in rng.sample(["must", "should", "filter"], 2)}}
    if kind == 1:
        return {"dis_max": {"queries": [query(rng, depth + 1) for _ in range(2)]}}
    if kind == 2:
        return {"constant_score": {"filter": leaf(rng)}}
    return leaf(rng)


def requests(rng, kind):
    if kind != "es7":  # Later versions add parts that only their own engine has.
        yield Request("POST", "/profiled/_search", {"profile": "x"})
        return
    for _ in range(150):
        yield Request("POST", "/profiled/_search",
                      {"profile": True, "size": 2, "query": query(rng)}, ignore=tuple(IGNORED))
    for profile in (False, "true", "x", None):
        yield Request("POST", "/profiled/_search", {"profile": profile, "size": 1},
                      ignore=tuple(IGNORED))
