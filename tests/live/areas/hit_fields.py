"""docvalue_fields, fields, stored_fields; `stats` and `ext`."""

from area import Index, Request

# With OpenSearch 3 140 of 165 answers agree; what differs are mostly messages and shapes of errors.
KINDS = ("es7", "es9")

MAPPING = {"properties": {
    "tag": {"type": "keyword", "ignore_above": 8}, "long": {"type": "long"},
    "int": {"type": "integer", "null_value": 7}, "real": {"type": "double"},
    "float": {"type": "float"}, "half": {"type": "half_float"}, "flag": {"type": "boolean"},
    "time": {"type": "date"}, "day": {"type": "date", "format": "yyyy-MM-dd"},
    "text": {"type": "text", "fields": {"raw": {"type": "keyword"}}},
    "bare": {"type": "keyword", "doc_values": False}, "all": {"type": "keyword"},
    "copied": {"type": "keyword", "copy_to": "all"},
    "inner": {"properties": {"tag": {"type": "keyword"}, "size": {"type": "long"}}}}}

DOCUMENTS = [
    {"tag": "a", "long": 1, "int": 1, "real": 0.1, "float": 0.1, "half": 0.1, "flag": True,
     "time": "2020-01-01", "day": "2020-01-01", "text": "one two", "bare": "x",
     "copied": "c1", "inner": {"tag": "x", "size": 1}},
    {"tag": ["b", "a", "b", "much too long"], "long": [2, "5", 2], "int": None, "real": [7, 0.25],
     "flag": [True, "false", True], "time": ["2020-01-02T03:04:05.678Z", 1580515200000],
     "text": ["three", "four"], "inner": [{"tag": "y", "size": 2}, {"tag": ["z", "x"]}]},
    {"inner.tag": "dotted", "tag": 12, "long": 3.7, "float": 16777217, "real": 1e10,
     "time": -1000, "copied": ["c2", "c1"]},
    {}]

INDICES = {"fields": Index(body={"mappings": MAPPING},
                           documents=[(str(i), source) for i, source in enumerate(DOCUMENTS)])}

VALUED = ["tag", "long", "int", "real", "float", "half", "flag", "time", "day", "text.raw", "all",
          "copied", "inner.tag", "inner.size", "inner.*", "inner", "nothing", "t*g"]
FORMATTED = [{"field": "time", "format": "epoch_millis"}, {"field": "time", "format": "yyyy"},
             {"field": "day", "format": "yyyy-MM-dd'T'HH:mm"}, {"field": "long"},
             {"field": "tag", "format": None}]

FORMS = """
"docvalue_fields":["text"]
"docvalue_fields":["bare"]
"docvalue_fields":["b*"]
"docvalue_fields":[{"field":"tag","format":"x"}]
"docvalue_fields":["tag","tag"]
"docvalue_fields":"tag"
"docvalue_fields":[1]
"docvalue_fields":[{}]
"docvalue_fields":[{"foo":1}]
"docvalue_fields":{"field":"tag"}
"docvalue_fields":[]
"docvalue_fields":[{"field":1}]
"docvalue_fields":[null]
"fields":["*"]
"fields":["text*"]
"fields":[{"field":"long","format":"x"}]
"fields":[{"field":"tag","format":"x"}]
"fields":"tag"
"fields":[1]
"fields":[{}]
"fields":[{"foo":1}]
"fields":["tag"],"docvalue_fields":["long","tag"]
"fields":["bare","text","all"]
"fields":[]
"stored_fields":[]
"stored_fields":"_none_"
"stored_fields":["_none_"]
"stored_fields":["tag"]
"stored_fields":"tag"
"stored_fields":["_source"]
"stored_fields":["tag","_source"]
"stored_fields":["*"]
"stored_fields":["nothing"]
"stored_fields":["_none_","tag"]
"stored_fields":1
"stored_fields":null
"stored_fields":{}
"stored_fields":[1]
"stored_fields":["_id"]
"stored_fields":"_none_","_source":true
"stored_fields":"_none_","_source":false
"stored_fields":[],"_source":true
"_source":true,"stored_fields":[]
"stored_fields":[],"_source":false
"stored_fields":[],"_source":["tag"]
"stored_fields":[],"docvalue_fields":["tag"]
"stored_fields":"_none_","docvalue_fields":["tag"]
"stored_fields":"_none_","fields":["tag"]
"stored_fields":"_none_","version":true
"stats":["a","b"]
"stats":"a"
"stats":[1]
"stats":[]
"stats":{}
"ext":{}
"ext":{"a":1}
"ext":1
""".strip().splitlines()


# Values beyond ignore_above, which Elasticsearch 8 repeats: they stand in _source.
IGNORED = ("hits.hits.*.ignored_field_values",)


def requests(rng, kind):
    del kind  # The same for all.
    for form in FORMS:
        yield Request("POST", "/fields/_search", "{%s}" % form, ignore=IGNORED)
    for parameters in ("stored_fields=tag", "stored_fields=_none_", "stored_fields=_source",
                       "docvalue_fields=tag,long", "docvalue_fields=nothing", "fields=tag",
                       "stats=a", "stored_fields=tag&_source=true"):
        yield Request("GET", f"/fields/_search?{parameters}", {"size": 2})
    for _ in range(100):
        body = {"query": {"match_all": {}}}
        for name in ("docvalue_fields", "fields"):
            if rng.random() < 0.7:
                body[name] = rng.sample(VALUED, rng.randrange(1, 4))
                if rng.random() < 0.3:
                    body[name].append(rng.choice(FORMATTED))
        if rng.random() < 0.5:
            body["_source"] = rng.choice([False, True, "tag"])
        if rng.random() < 0.2:
            body["stored_fields"] = rng.choice([[], ["tag"], "_source"])
        if rng.random() < 0.2:
            body["version"] = True
        yield Request("POST", "/fields/_search", body, ignore=IGNORED)
