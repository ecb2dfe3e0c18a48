"""`sort` in all forms, with `track_scores`, several pages, several indices, and what is refused."""

from area import Index, Request

WORDS = ["a", "b", "c", "B", "ä", "aa", "Z", ""]

MAPPINGS = {"properties": {
    "k": {"type": "keyword"}, "t": {"type": "text"}, "tf": {"type": "text", "fielddata": True},
    "n": {"type": "long"}, "i": {"type": "integer"}, "s": {"type": "short"}, "by": {"type": "byte"},
    "f": {"type": "float"}, "d": {"type": "double"}, "b": {"type": "boolean"},
    "dt": {"type": "date"}, "o": {"properties": {"x": {"type": "long"}}},
    "nodv": {"type": "long", "doc_values": False}, "kno": {"type": "keyword", "doc_values": False},
    "uid": {"type": "keyword"}}}


def document(i):
    """Some fields missing, some with several values, many equal ones."""
    source = {"t": " ".join(["fox"] * (i % 4) + ["dog"] * (1 + i % 3))}
    if i % 5:
        source["k"] = WORDS[i % 8] if i % 3 else [WORDS[i % 8], WORDS[i * 3 % 8]]
        source["tf"] = f"{WORDS[i % 5]} {WORDS[i % 3]}"
    if i % 7:
        source["n"] = i * 37 % 11 - 5 if i % 4 else [i % 3, i % 3, i % 9 - 20, 9007199254740993]
        source["o"] = [{"x": i % 6}, {"x": i % 4}]
        source["nodv"] = i
        source["kno"] = "x"
    if i % 4:
        source["i"] = [i * 7 % 13, -i % 5] if i % 6 == 0 else i * 7 % 13
        source["s"] = i % 3 - 1
        source["by"] = i % 100
    if i % 6:
        source["f"] = i * 0.1 if i % 5 else [0.5, 2.5, 2.5, -1]
        source["d"] = i * -1e15 / 7 if i % 5 else [0.1, 0.7, 1e300]
    if i % 3:
        source["b"] = i % 2 == 0 if i % 5 else [True, False, False]
        source["dt"] = f"20{10 + i % 9}-0{1 + i % 8}-11T01:02:03.00{i % 10}Z" if i % 5 else [0, i]
    return source


INDICES = {
    "sort1": Index(body={"mappings": MAPPINGS},
                   documents=[(str(i), document(i) | {"uid": f"s{i}"}) for i in range(60)]),
    "sort2": Index(body={"mappings": MAPPINGS},
                   documents=[(f"x{i}", document(i * 3 + 1) | {"uid": f"x{i}"})
                              for i in range(30)]),
}

FIELDS = ["k", "tf", "n", "i", "s", "by", "f", "d", "b", "dt", "o.x"]
NUMBERS = [f for f in FIELDS if f not in ("k", "tf")]

# Bodies of `sort` that are refused, or that are taken in an unusual form.
SPECIAL = """5;null;true;{};[];[[]];[5];[null];[true];"";["n","k"];{"n":"asc","k":"desc"};{"n":"ASC"}
{"n":"up"};{"n":5};{"n":null};{"n":true};{"n":[]};{"n":[1]};{"n":5,"k":"asc"};{"n":{}}
{"n":{"order":"Desc"}};{"n":{"order":"x"}};{"n":{"order":5}};{"n":{"order":null}};{"n":{"order":{}}}
{"n":{"mode":"x"}};{"n":{"mode":5}};{"n":{"mode":"MAX"}};{"n":{"reverse":true}};{"n":{"foo":1}}
{"n":{"foo":{}}};{"n":{"missing":[]}};{"n":{"missing":{}}};{"n":{"missing":"abc"}}
{"n":{"missing":"4.7"}};{"n":{"missing":true}};{"n":{"missing":"_FIRST"}};{"n":{"missing":""}}
{"n":{"missing":1e30}};{"n":{"missing":9223372036854775808}};{"n":{"missing":4.7}};{"n":{"missing":"4"}}
{"n":{"missing":null}};{"k":{"missing":5}};{"k":{"missing":2.50}};{"k":{"missing":true}};{"d":{"missing":"x"}}
{"d":{"missing":" 4 "}};{"f":{"missing":1e300}};{"dt":{"missing":"2019-01-01"}};{"dt":{"missing":5.5}}
{"b":{"missing":true}};{"b":{"missing":1}};{"i":{"missing":3000000000}};{"i":{"missing":"3000000000"}}
{"i":{"missing":1e20}};{"zz":{"unmapped_type":"foo"}};{"zz":{"unmapped_type":""}}
{"zz":{"unmapped_type":null}};{"zz":{"unmapped_type":"text"}};{"o":{"unmapped_type":"long"}}
{"zz":{"unmapped_type":"keyword","mode":"sum"}};{"zz":{"unmapped_type":"keyword","numeric_type":"double"}}
{"zz":{"unmapped_type":"long","numeric_type":"double"}};{"zz":{"unmapped_type":"float","missing":0.1}}
{"k":{"numeric_type":"long"}};{"n":{"numeric_type":"foo"}};{"n":{"numeric_type":"LONG"}}
{"n":{"numeric_type":5}};{"k":{"mode":"avg"}};{"tf":{"mode":"median"}};"t";"o";"zz";"nodv";"kno"
"_source";"_routing";"_field_names";"_uid";"_primary_term";{"_score":{"mode":"min"}};{"_score":{"missing":1}}
{"_score":5};{"_score":"up"};{"_score":{"order":"x"}};"_score";{"_score":{}};{"_score":"asc"}
["_score","_score"];{"_doc":{"mode":"min"}};{"_doc":{"missing":3}};{"_doc":"desc"};["_doc","n"]
[{}];["n",{}];["n","n"];[{"n":"asc","_score":"desc"}]"""


def options(rng, field, kind):
    chosen = {}
    if rng.random() < 0.6:
        chosen["order"] = rng.choice(["asc", "desc"])
    if rng.random() < 0.4:
        values = ["_first", "_last"] + ([3, -1, "2"] if field in NUMBERS else ["b", "zz", 7])
        chosen["missing"] = rng.choice(values)
    if rng.random() < 0.5:
        # OpenSearch 3.8 fails with 500 where it skips documents by a computed value.
        computed = [] if kind == "os3" else ["sum", "avg", "median"]
        modes = ["min", "max"] + (computed if field in NUMBERS else [])
        chosen["mode"] = rng.choice(modes)
    if field in NUMBERS and rng.random() < 0.25:
        chosen["numeric_type"] = rng.choice(["long", "double", "date"])
    return chosen


def random_key(rng, kind):
    chance = rng.random()
    if chance < 0.15:
        return rng.choice(["_score", {"_score": "asc"}, {"_score": {"order": "desc"}}, "_doc"])
    field = rng.choice(FIELDS)
    if chance < 0.3:
        return field
    if chance < 0.4:
        return {"nowhere": {"unmapped_type": rng.choice(["long", "keyword", "double", "integer",
                                                         "date", "boolean", "half_float"]),
                            "order": rng.choice(["asc", "desc"])}}
    return {field: options(rng, field, kind)}


def requests(rng, kind):
    for sort in SPECIAL.replace("\n", ";").split(";"):
        yield Request("POST", "/sort1/_search", '{"size":5,"_source":false,"sort":%s}' % sort)
    for field in FIELDS:
        for order in ("asc", "desc"):
            yield Request("POST", "/sort1/_search", {"size": 60, "_source": False,
                                                     "sort": [{field: order}]})
    for _ in range(250):
        body = {"sort": [random_key(rng, kind) for _ in range(rng.choice([1, 1, 2, 3]))],
                "_source": False, "size": rng.choice([0, 1, 7, 60])}
        if rng.random() < 0.6:
            body["query"] = rng.choice([{"match": {"t": "fox"}}, {"match": {"t": "fox dog"}},
                                        {"range": {"i": {"gt": 3}}}, {"match_none": {}}])
        if rng.random() < 0.3:
            body["track_scores"] = rng.choice([True, False, "true"])
        if rng.random() < 0.2:
            body["from"] = rng.randrange(10)
        if rng.random() < 0.2:
            body["track_total_hits"] = rng.choice([True, False, 3, -1])
        if rng.random() < 0.1:
            body["min_score"] = 0.3
        if rng.random() < 0.1:
            body["explain"] = True
        both = rng.random() < 0.2 and body.get("query") != {"match_none": {}} \
            and "explain" not in body  # Shards that are skipped are counted.
        if both:  # Elasticsearch reorders shards by their extreme values: leave no ties.
            body["sort"].append("uid")
        index = "/sort1,sort2" if both else "/sort1"
        yield Request("POST", f"{index}/_search", body)
    for url in ("sort=n", "sort=n:desc", "sort=n:desc,k", "sort=n:up", "sort=", "sort=n:",
                "sort=:desc", "sort=_score", "sort=_score:asc", "sort=zz", "sort=_doc",
                "sort=n&track_scores=true", "sort=n&track_scores=x", "sort=n&track_scores",
                "track_scores=1", "version=true", "version", "version=x", "timeout=1m", "timeout=x",
                "seq_no_primary_term=true", "track_total_hits=-1", "track_total_hits=-2",
                "track_total_hits=2", "track_total_hits=0", "track_total_hits=x",
                "track_total_hits=", "rest_total_hits_as_int=true&track_total_hits=-1",
                "size=10001", "from=9999&size=2", "size=-1", "from=-1"):
        yield Request("GET", f"/sort1/_search?_source=false&{url}")
    for body in ({"size": 10001}, {"from": 1, "size": 10000}, {"from": -1}, {"size": -1},
                 {"sort": "n", "track_scores": 5.5 > 6, "size": 2}, {"track_scores": None},
                 {"track_scores": {}}, {"track_scores": "x"}):
        yield Request("POST", "/sort1/_search", body)
