"""Phrases, patterns and multi_match: words at their places, and many fields at once."""

from area import Index, Request

WORDS = ["red", "green", "blue", "the", "of", "quick", "quickly", "fox", "foxes", "fob", "a", "dog"]

MAPPINGS = {"properties": {
    "t": {"type": "text"},
    "stop": {"type": "text", "analyzer": "stop"},
    "colours": {"type": "text", "analyzer": "no_colours"},
    "simple": {"type": "text", "analyzer": "simple"},
    "solid": {"type": "text", "analyzer": "whitespace"},
    "near": {"type": "text", "position_increment_gap": 2},
    "plain": {"type": "text", "norms": False, "copy_to": "all"},
    "same": {"type": "text", "similarity": "boolean"},
    "counted": {"type": "text", "index_options": "freqs"},
    "all": {"type": "text", "fields": {"raw": {"type": "keyword", "ignore_above": 40}}},
    "k": {"type": "keyword"},
    "kn": {"type": "keyword", "normalizer": "lowercase"},
    "n": {"type": "long"},
    "flag": {"type": "boolean"},
}}
# Filters beyond these are plugins of the real server.
ANALYSIS = {
    "filter": {"colour_words": {"type": "stop", "stopwords": ["red", "blue"]}},
    "analyzer": {"no_colours": {"type": "custom", "tokenizer": "standard",
                                "filter": ["lowercase", "colour_words"]}}}
KEYWORDS = ["red", "Red", "dark red", "dark*red", "re?d", "a\\b", "ROT", "öl", "ÖL", "straße", "", "k"]


def sentence(number, length):
    """Words that repeat, without a random generator: the same for every run."""
    return " ".join(WORDS[(number * 7 + i * i * (number % 5 + 1)) % len(WORDS)]
                    for i in range(length))


def document(i):
    source = {"t": [sentence(i, i % 9 + 1), sentence(i + 3, i % 4)], "stop": sentence(i + 1, 8),
              "colours": sentence(i + 2, 7), "simple": sentence(i, 6) + "-x2y",
              "near": [sentence(i, 3), sentence(i + 5, 3), ""], "plain": sentence(i + 4, 5),
              "same": sentence(i, 4), "counted": sentence(i, 5), "k": KEYWORDS[i % len(KEYWORDS)],
              "kn": KEYWORDS[(i + 1) % len(KEYWORDS)], "n": i % 5, "flag": i % 2 == 0,
              "solid": ["École", "Ærø und Öl"][i % 2]}
    if i % 6 == 0:
        source["all"] = sentence(i, 3)
    return str(i), source


INDICES = {"text_queries": Index(
    body={"settings": {"analysis": ANALYSIS}, "mappings": MAPPINGS},
    documents=[document(i) for i in range(120)])}

TEXT_FIELDS = ["t", "stop", "colours", "simple", "near", "plain", "same", "all"]


def words(rng, most=3):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randrange(1, most + 1)))


def phrase(rng):
    body = {"query": words(rng, 4)}
    if rng.random() < 0.6:
        body["slop"] = rng.choice([0, 1, 2, 3, 5, 101])
    if rng.random() < 0.2:
        body["boost"] = rng.choice([0, 2, 0.5])
    if rng.random() < 0.2:
        body["zero_terms_query"] = rng.choice(["all", "none"])
    if rng.random() < 0.1:
        body["analyzer"] = rng.choice(["stop", "whitespace", "keyword"])
    if rng.random() < 0.1:
        return {"match_phrase": {rng.choice(TEXT_FIELDS): body["query"]}}
    return {"match_phrase": {rng.choice(TEXT_FIELDS): body}}


def phrase_prefix(rng):
    body = {"query": words(rng, 2) + rng.choice(["", " f", " fo", " q", " x", " re"])}
    if rng.random() < 0.4:
        body["slop"] = rng.randrange(4)
    if rng.random() < 0.4:
        body["max_expansions"] = rng.choice([0, 1, 2, 10])
    return {"match_phrase_prefix": {rng.choice(TEXT_FIELDS): body}}


def bool_prefix(rng):
    body = {"query": words(rng, 3) + rng.choice(["", " f", " q", " x"])}
    if rng.random() < 0.3:
        body["operator"] = rng.choice(["and", "or"])
    if rng.random() < 0.3:
        body["minimum_should_match"] = rng.choice([1, 2, "50%"])
    return {"match_bool_prefix": {rng.choice(TEXT_FIELDS + ["k"]): body}}


def pattern(rng):
    field = rng.choice(["t", "solid", "k", "kn", "k", "kn"])
    value = rng.choice(["*", "?", "re*", "RE*", "*ed", "r?d", "dark\\*red", "re\\?d", "a\\\\b", "a\\b",
                        "", "fo?", "*o*", "éc*", "ÖL", "ö?", "str*", "??", "dark ?ed", "É*"])
    kind = rng.choice(["wildcard", "wildcard", "prefix", "term"])
    body = {"value": value}
    if rng.random() < 0.4:
        body["case_insensitive"] = rng.choice([True, False])
    if rng.random() < 0.2:
        body["boost"] = 2
    return {kind: {field: body}}


def multi_match(rng, types=("best_fields", "most_fields", "phrase", "phrase_prefix", "bool_prefix")):
    fields = rng.sample(TEXT_FIELDS + ["k", "n"], rng.randrange(1, 4))
    body = {"query": rng.choice([words(rng), words(rng), "3", ""]),
            "fields": [f + rng.choice(["", "", "^2", "^0.5"]) for f in fields]}
    if rng.random() < 0.15:
        body["fields"] = rng.choice([["*"], ["p*", "s*^3"], ["none"], [], "t"])
    if rng.random() < 0.8:
        body["type"] = rng.choice(types)
    for name, values in (("tie_breaker", [0, 0.3, 1]), ("operator", ["and", "or"]),
                         ("minimum_should_match", ["2", "60%"]), ("lenient", [True, True, False]),
                         ("slop", [0, 2]), ("zero_terms_query", ["all", "none"])):
        if rng.random() < 0.3:
            body[name] = rng.choice(values)
    return {"multi_match": body}


ERRORS = [
    {"match_phrase": {}}, {"match_phrase": {"t": None}}, {"match_phrase": {"": "x"}},
    {"match_phrase": {"t": "a", "k": "b"}}, {"match_phrase": {"t": ["a"]}},
    {"match_phrase": {"t": {"query": ["a"]}}}, {"match_phrase": {"t": {"query": None}}},
    {"match_phrase": {"t": {"query": "a", "slop": -1}}},
    {"match_phrase": {"t": {"query": "a", "slop": "x"}}},
    {"match_phrase": {"t": {"query": "a", "operator": "and"}}},
    {"match_phrase": {"t": {"query": "a", "boost": -1}}},
    {"match_phrase": {"t": {"query": "a", "zero_terms_query": "x"}}},
    {"match_phrase": {"t": {"query": "a", "analyzer": "nothing"}}},
    {"match_phrase": {"counted": "red fox"}}, {"match_phrase": {"k": {"query": "a b", "analyzer":
                                                                     "standard"}}},
    {"match_phrase": {"n": "x y"}}, {"match_phrase": {"flag": "maybe"}},
    {"match_phrase_prefix": {"k": "a"}}, {"match_phrase_prefix": {"n": 1}},
    {"match_phrase_prefix": {"_id": "1"}}, {"match_phrase_prefix": {"counted": "red f"}},
    {"match_phrase_prefix": {"t": {"query": "a", "max_expansions": -1}}},
    {"match_phrase_prefix": {"t": {"query": "a", "boost": -1}}},
    {"match_phrase_prefix": {"t": {"query": "a", "nothing": 1}}},
    {"match_bool_prefix": {"t": {"query": "x", "lenient": True}}},
    {"match_bool_prefix": {"t": {"query": "x", "boost": -1}}},
    {"match_bool_prefix": {"t": {"query": "x", "analyzer": "nothing"}}},
    {"match_bool_prefix": {"t": None}}, {"match_bool_prefix": {"t": "a", "k": "b"}},
    {"wildcard": {}}, {"wildcard": {"k": None}}, {"wildcard": {"k": {}}}, {"wildcard": {"n": "1*"}},
    {"wildcard": {"flag": "t*"}}, {"wildcard": {"_id": "1*"}}, {"wildcard": {"k": ["a"]}},
    {"wildcard": {"k": {"value": "a", "boost": -1}}}, {"wildcard": {"k": "a", "t": "b"}},
    {"wildcard": {"k": {"value": "a", "nothing": 1}}},
    {"wildcard": {"k": {"value": "a", "case_insensitive": "x"}}},
    {"term": {"n": {"value": 1, "case_insensitive": True}}},
    {"term": {"flag": {"value": "true", "case_insensitive": True}}},
    {"multi_match": {}}, {"multi_match": {"fields": ["t"]}},
    {"multi_match": {"query": None, "fields": ["t"]}},
    {"multi_match": {"query": "a", "fields": {"a": 1}}},
    {"multi_match": {"query": "a", "fields": [["a"]]}},
    {"multi_match": {"query": "a", "fields": ["t^x"]}},
    {"multi_match": {"query": "a", "fields": ["t^-1", "k"]}},
    {"multi_match": {"query": "a", "fields": ["t", "k^2"], "boost": -1, "tie_breaker": 0.5,
                     "lenient": True, "minimum_should_match": 2, "analyzer": "simple"}},
    {"multi_match": {"query": "a", "fields": ["t"], "type": "nothing"}},
    {"multi_match": {"query": "a", "fields": ["t"], "slop": -1}},
    {"multi_match": {"query": "a", "fields": ["t"], "max_expansions": 0}},
    {"multi_match": {"query": "a", "fields": ["t"], "prefix_length": -1}},
    {"multi_match": {"query": "a", "fields": ["t"], "operator": "nothing"}},
    {"multi_match": {"query": "a", "fields": ["t"], "nothing": 1}},
    {"multi_match": {"query": "a", "fields": ["t", "k"], "tie_breaker": -1}},
    {"multi_match": {"query": "a", "fields": ["t"], "analyzer": "nothing"}},
    {"multi_match": {"query": "words", "fields": ["n", "t"]}},
    {"multi_match": {"query": "red fox", "fields": ["counted", "t"], "type": "phrase"}},
    {"multi_match": {"query": "red fox", "fields": ["k", "t"], "type": "phrase_prefix"}},
]


def requests(rng, kind):
    for _ in range(150):
        yield Request("POST", "/text_queries/_search",
                      {"query": phrase(rng), "size": 20, "explain": rng.random() < 0.3,
                       "_source": False})
    for make in (phrase_prefix, bool_prefix, pattern, multi_match):
        for _ in range(80):
            yield Request("POST", "/text_queries/_search",
                          {"query": make(rng), "size": 15, "_source": False})
    for i in range(40):  # Words that repeat are merged in the order of a hash map.
        text = " ".join(rng.sample(WORDS, 3))
        yield Request("POST", "/text_queries/_search",
                      {"query": {"multi_match": {
                          "query": text, "fields": rng.sample(TEXT_FIELDS, 3),
                          "type": ["best_fields", "most_fields"][i % 2]}},
                       # Lucene 10 keeps the clauses of dis_max in no order.
                       "explain": kind == "es7", "size": 3, "_source": False})
    makers = (phrase, phrase_prefix, bool_prefix, pattern)
    for _ in range(60):
        group = {occur: [rng.choice(makers)(rng) for _ in range(rng.randrange(3))]
                 for occur in ("must", "should", "filter", "must_not")}
        yield Request("POST", "/text_queries/_search",
                      {"query": {"bool": group}, "size": 10, "_source": False})
    for bad in ERRORS if kind == "es7" else ():  # The wording of later ones differs.
        yield Request("POST", "/text_queries/_search", {"query": bad, "size": 5, "_source": False})
