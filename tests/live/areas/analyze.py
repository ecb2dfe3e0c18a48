"""`_analyze`: tokens with offsets, positions and types."""

from area import Index, Request

# The Elasticsearch 9 that the tests start has no filters but the core's; with OpenSearch 3 301 of 330
# answers agree.
KINDS = ("es7",)

INDICES = {
    "analysed": Index(body={
        "settings": {"analysis": {
            "filter": {"few": {"type": "stop", "stopwords": ["quick", "fox"]},
                       "long": {"type": "length", "min": 4}},
            "tokenizer": {"short": {"type": "standard", "max_token_length": 4}},
            "normalizer": {"folded": {"type": "custom", "filter": ["lowercase", "asciifolding"]}},
            "analyzer": {"mine": {"type": "custom", "tokenizer": "whitespace",
                                  "filter": ["lowercase", "few"]},
                         "cut": {"type": "custom", "tokenizer": "short",
                                 "filter": ["unique", "long"]},
                         "stopped": {"type": "standard", "stopwords": ["the"]}}}},
        "mappings": {"properties": {
            "t": {"type": "text"}, "m": {"type": "text", "analyzer": "mine"},
            "k": {"type": "keyword"}, "f": {"type": "keyword", "normalizer": "folded"},
            "w": {"type": "text", "analyzer": "whitespace"}, "n": {"type": "integer"},
            "b": {"type": "boolean"}, "o": {"properties": {"x": {"type": "text"}}}}}})}

TEXTS = ["The quick Brown fox, the lazy dog.", "it's 42 3.14 a_b _x 1_000 x1 1,5 a:b", "",
         "日本語 テスト ひらがな 한국어", "Ünïcödé naïve ÉCOLE ß", "😀 smile 👍🏽 🇩🇪", "สวัสดี",
         "a" * 300, " lead  and\ttrail\n", "The <b>Quick</b> Fox-Trot quick QUICK", "x"]


def text(rng):
    if rng.random() < 0.7:
        return rng.choice(TEXTS)
    return [rng.choice(TEXTS) for _ in range(rng.randrange(1, 4))]


NAMED = [{"analyzer": name} for name in ("standard", "simple", "whitespace", "keyword", "stop",
                                         "default")]
OF_INDEX = [{"analyzer": "mine"}, {"analyzer": "cut"}, {"analyzer": "stopped"}, {"field": "t"},
            {"field": "m"}, {"field": "k"}, {"field": "f"}, {"field": "w"}, {"field": "zz"},
            {"field": "o.x"}, {"normalizer": "folded"}, {"normalizer": "lowercase"},
            {"tokenizer": "standard", "filter": ["lowercase", "few"]},
            {"tokenizer": "short", "filter": ["long"]}]
COMPONENTS = [{"tokenizer": "standard"},
              {"tokenizer": "standard", "filter": ["lowercase", "stop"]},
              {"tokenizer": {"type": "standard", "max_token_length": 3}},
              {"tokenizer": "standard", "filter": [{"type": "stop", "stopwords": ["quick"]}]}]
# Elasticsearch 9 keeps these in a module of its own, which is not there.
OF_MODULE = [{"tokenizer": "whitespace", "filter": ["lowercase", {"type": "length", "min": 4}]},
             {"tokenizer": "keyword", "filter": ["trim", "lowercase"]},
             {"tokenizer": "letter"}, {"tokenizer": "lowercase"}, {"filter": ["lowercase"]},
             {"tokenizer": "standard", "filter": ["lowercase", "stop", "unique"]}]

ERRORS = [
    {"text": "a", "analyzer": "zz"}, {"text": "a", "tokenizer": "zz"}, {"text": "a", "field": "n"},
    {"text": "a", "tokenizer": "standard", "filter": ["zz"]}, {"text": "a", "normalizer": "zz"},
    {"text": "a", "field": "b"}, {"analyzer": "standard"}, {}, None, {"text": "a", "foo": 1},
    {"text": 5}, {"text": {}}, {"text": []}, {"text": [5, "x", True]},
    {"text": "a", "analyzer": 5}, {"text": "a", "tokenizer": 5}, {"text": "a", "explain": 5},
    {"text": "a", "analyzer": "standard", "tokenizer": "standard"},
    {"text": "a", "analyzer": "standard", "filter": ["lowercase"]},
    {"text": "a", "analyzer": "standard", "normalizer": "lowercase"},
    {"text": "a", "tokenizer": "standard", "filter": "lowercase"},
    {"text": "a", "tokenizer": "standard", "filter": [5]}, [1]]


def requests(rng, kind):
    for _ in range(120):
        body = {"text": text(rng), **rng.choice(NAMED + COMPONENTS)}
        if rng.random() < 0.3:
            body["explain"] = True
        if rng.random() < 0.1:
            body["attributes"] = ["bytes"]
        yield Request(rng.choice(["GET", "POST"]), "/_analyze", body)
    for _ in range(160):
        choices = OF_INDEX + NAMED + (OF_MODULE if kind == "es7" else [])
        body = {"text": text(rng), **rng.choice(choices)}
        # A normalizer of the index is explained as a whole here.
        if rng.random() < 0.3 and body.get("field") != "f" and "normalizer" not in body:
            body["explain"] = True
        if isinstance(body["text"], list) and ("explain" in body or body.get("field") == "f"):
            body["text"] = body["text"][0]  # Where positions of the next one begin differs.
        yield Request("POST", "/analysed/_analyze", body)
    for path in ("/_analyze", "/analysed/_analyze"):
        for body in ERRORS:
            yield Request("POST", path, body)
    yield Request("POST", "/nothing/_analyze", {"text": "a"})
    yield Request("POST", "/analysed*/_analyze", {"text": "a"})
    yield Request("PUT", "/_analyze", {"text": "a"}, ignore=("error",))  # Order of methods.
    yield Request("POST", "/_analyze", {"text": "a " * 10_001})
