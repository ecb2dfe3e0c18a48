"""function_score and terms lookup: numbers of documents in scores, values of documents in queries."""

from area import Index, Request

MAPPINGS = {"properties": {
    "t": {"type": "text"}, "k": {"type": "keyword"}, "n": {"type": "long"}, "d": {"type": "double"},
    "f": {"type": "float"}, "flag": {"type": "boolean"}, "day": {"type": "date"}}}
WORDS = ["fox", "dog", "cat", "quick", "lazy"]


def document(i):
    source = {"t": " ".join(WORDS[(i * 3 + j * j) % 5] for j in range(i % 4 + 1)),
              "k": "abcde"[i % 5], "flag": i % 3 == 0, "d": i / 8, "f": i / 7,
              "day": 1577836800000 + i * 86400000}
    if i % 4:
        source["n"] = [i % 17, i % 11] if i % 3 == 0 else i % 23
    source["list"] = [WORDS[i % 5], WORDS[(i + 1) % 5]]
    source["o"] = {"keys": [{"k": "abcde"[(i + 1) % 5]}, {"k": ["a", None]}]}
    return str(i), source


INDICES = {"function_score": Index(body={"mappings": MAPPINGS},
                                   documents=[document(i) for i in range(80)])}


def inner(rng):
    return rng.choice([
        {"match": {"t": "fox quick"}}, {"match_all": {}}, {"term": {"k": "b"}},
        {"range": {"n": {"gte": 5}}}, {"bool": {"must": {"match": {"t": "dog"}},
                                               "must_not": {"term": {"flag": True}}}}])


def field_value_factor(rng):
    body = {"field": rng.choice(["n", "d", "f", "flag", "nothing"]),
            "missing": rng.choice([1, 0.5, 7])}
    if rng.random() < 0.6:
        body["modifier"] = rng.choice(["none", "log1p", "log2p", "ln1p", "ln2p", "square",
                                       "sqrt"])
    if rng.random() < 0.4:
        body["factor"] = rng.choice([1.2, 3, 0.1])
    return {"field_value_factor": body}


def random_score(rng):
    seed = rng.choice([1, 42, -5, 123456789012, "text"])
    return {"random_score": {"seed": seed,
                             "field": rng.choice(["n", "k", "d", "f", "day", "_seq_no"])}}


def decay(rng):
    body = {"origin": rng.choice([0, 5, 6.5]), "scale": rng.choice([1, 2.5, 10])}
    if rng.random() < 0.4:
        body["offset"] = rng.choice([0.5, 2])
    if rng.random() < 0.3:
        body["decay"] = rng.choice([0.1, 0.9])
    content = {rng.choice(["n", "d", "f"]): body}
    if rng.random() < 0.5:
        content["multi_value_mode"] = rng.choice(["min", "max", "avg", "sum"])
    return {rng.choice(["gauss", "exp", "linear"]): content}


def function(rng):
    entry = rng.choice([field_value_factor, random_score, decay, lambda _: {"weight": 2}])(rng)
    if rng.random() < 0.4:
        entry["weight"] = rng.choice([0.3, 2, 5])
    if rng.random() < 0.5:
        entry["filter"] = rng.choice([{"term": {"k": "a"}}, {"range": {"n": {"lt": 9}}},
                                      {"match_all": {}}, {"match": {"t": "cat"}}])
    return entry


def function_score(rng):
    body = {"query": inner(rng)}
    if rng.random() < 0.25:
        body.update(rng.choice([field_value_factor, random_score, decay])(rng))
    else:
        body["functions"] = [function(rng) for _ in range(rng.randrange(4))]
    for name, values in (("score_mode", ["multiply", "sum", "avg", "first", "max", "min"]),
                         ("boost_mode", ["multiply", "replace", "sum", "avg", "max", "min"]),
                         ("max_boost", [0.5, 3, 20]), ("min_score", [0.1, 1]), ("boost", [2, 0.5])):
        if rng.random() < 0.4:
            body[name] = rng.choice(values)
    return {"function_score": body}


def lookup(**body):
    return {"terms": {"k": {"index": "function_score", "id": "3", "path": "o.keys.k", **body}}}


ERRORS = [
    {"functions": [{}]}, {"functions": [{"filter": {"match_all": {}}}]},
    {"functions": [{"weight": 2, "x": 1}]}, {"functions": [{"x": {}}]}, {"functions": [5]},
    {"functions": [{"weight": 2}], "weight": 3}, {"weight": 3, "random_score": {}},
    {"weight": 3, "functions": []}, {"weight": -1}, {"weight": "x"}, {"x": 3}, {"x": {}},
    {"boost": [1]}, {"score_mode": "x"}, {"boost_mode": "x"}, {"max_boost": "x"}, {"query": 5},
    {"random_score": {"seed": 1.5, "field": "n"}}, {"random_score": {"x": 1}},
    {"field_value_factor": {}}, {"field_value_factor": {"field": "n", "x": 1}},
    {"field_value_factor": {"field": "n"}}, {"field_value_factor": {"field": "nothing"}},
    {"field_value_factor": {"field": "n", "missing": 1, "factor": -1}},
    {"field_value_factor": {"field": "n", "missing": 0, "modifier": "log"}},
    {"field_value_factor": {"field": "n", "missing": 1, "modifier": "x"}},
    {"gauss": {}}, {"gauss": {"n": 5}}, {"gauss": {"n": {}}}, {"gauss": {"n": {"origin": 1}}},
    {"gauss": {"n": {"origin": 1, "scale": 0}}}, {"gauss": {"n": {"origin": 1, "scale": 1,
                                                                  "decay": 1}}},
    {"gauss": {"n": {"origin": 1, "scale": 1, "offset": -1}}},
    {"gauss": {"n": {"origin": 1, "scale": 1, "x": 1}}},
    {"gauss": {"n": {"origin": 1, "scale": 1}, "multi_value_mode": "x"}},
    {"functions": [{"weight": 2, "field_value_factor": {"field": "n", "missing": 3}}, {"gauss": {
        "n": {"origin": 6, "scale": 2.5}}}, {"random_score": {"seed": 3, "field": "n"}}],
     "boost": -1, "min_score": 1, "max_boost": 4, "boost_mode": "sum"},
]


def requests(rng, kind):
    for _ in range(250):
        yield Request("POST", "/function_score/_search",
                      {"query": function_score(rng), "size": 12, "_source": False})
    for _ in range(80):
        yield Request("POST", "/function_score/_search",
                      {"query": function_score(rng), "size": 4, "_source": False,
                       "explain": kind == "es7"})  # Later ones print numeric ranges otherwise.
    for _ in range(40):
        clauses = {"must": function_score(rng), "should": function_score(rng),
                   "filter": {"exists": {"field": "n"}}}
        yield Request("POST", "/function_score/_search",
                      {"query": {"bool": clauses}, "size": 9, "_source": False})
    if kind == "es7":  # Later ones do not let functions read _id.
        for seed in (1, "text"):
            yield Request("POST", "/function_score/_search", {"query": {"function_score": {
                "random_score": {"seed": seed, "field": "_id"}}}, "_source": False})
    for bad in ERRORS if kind == "es7" else ():  # The wording of later ones differs.
        # The outer body repeats some causes; failed_shards, which has them all, is compared.
        yield Request("POST", "/function_score/_search", {"query": {"function_score": bad}},
                      ignore=("error.caused_by",))
    if kind != "es7":
        return
    for query in (lookup(), lookup(id="99"), lookup(path="nothing"), lookup(path="o"), lookup(id=1),
                  lookup(x=1), lookup(routing="r"), {"terms": {"k": {}}},
                  {"terms": {"t": {"index": "function_score", "id": "7", "path": "list"}}},
                  {"terms": {"n": {"index": "function_score", "id": "7", "path": "list"}}},
                  {"terms": {"n": {"index": "function_score", "id": "7", "path": "n"},
                             "boost": 2}}):
        yield Request("POST", "/function_score/_search",
                      {"query": query, "size": 9, "_source": False})
