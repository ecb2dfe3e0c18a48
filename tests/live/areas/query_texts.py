"""query_string, simple_query_string and q=: random texts, their options, and what is refused."""

import urllib.parse

from area import Index, Request

# With OpenSearch 3 626 of 670 answers agree; what differs are mostly messages and shapes of errors.
KINDS = ("es7", "es9")

WORDS = ["red", "green", "blue", "fox", "the", "wi-fi"]

INDICES = {
    "texts": Index(
        body={"mappings": {"properties": {
            "a": {"type": "text"}, "b": {"type": "text", "analyzer": "stop"},
            "k": {"type": "keyword"}, "n": {"type": "long"}, "d": {"type": "date"},
            "f": {"type": "boolean"}, "o": {"properties": {"x": {"type": "text"}}}}}},
        documents=[(str(i), {"a": f"{WORDS[i % 5]} {WORDS[(i * 3) % 6]} {WORDS[i % 2]}",
                             "b": f"the {WORDS[(i * 5) % 6]}", "k": WORDS[i % 6], "n": i % 7,
                             "d": f"2020-01-{i % 28 + 1:02}", "f": i % 2 == 0,
                             **({"o": {"x": WORDS[i % 3]}} if i % 4 == 0 else {})})
                   for i in range(40)])}

TERMS = ["red", "green", "blue", "fox", "the", "wi-fi", "a:red", "b:fox", "k:green", "n:3", "re*",
         "b:f*", "red^2", "k:re*", "n:>=3", "n:<2", "n:[1 TO 4}", "a:[blue TO green]", "_exists_:o.x",
         "o.x:*", "a:(red fox)", "zz:red", "Red", "RE*", "k:RED", '"red"', "*:*", "f:true",
         "d:[2020-01-03 TO 2020-01-10]", "d:2020-01-05", "a:red\\ fox", "(red)"]
JOINS = [" ", " ", " AND ", " OR ", " NOT ", " +", " -", " && ", " || ", " !"]
SIMPLE = ["red", "green", "fox", "the", "re*", "-red", "-fox", "(red fox)", "-(red blue)", '"red"']
SIMPLE_JOINS = [" ", " ", "+", " | ", " + ", "|", " -"]
BAD = ["(", "a:(", '"red', "red^", "red)", "AND", "red AND", "a:", "[1 TO", "red AND AND fox",
       "n:[1 2]", "NOT", "red:blue:fox", "(red", "( red fox", "x^2)", "[]", "+"]


def text_of(rng, terms, joins):
    text = rng.choice(terms)
    for _ in range(rng.randrange(5)):
        text += rng.choice(joins) + rng.choice(terms)
    if rng.random() < 0.2:
        text = f"({text}) {rng.choice(terms)}"
    return text


def options(rng):
    chosen = {}
    if rng.random() < 0.5:
        chosen["fields"] = rng.choice([["a"], ["a", "b^2"], ["a", "k^0.5", "o.*"], ["*"], ["n", "a"],
                                       ["zz"]])
    if rng.random() < 0.3:
        chosen["default_operator"] = rng.choice(["and", "OR", "AND"])
    if rng.random() < 0.2:
        chosen["minimum_should_match"] = rng.choice(["2", "50%", 1, "-1"])
    if rng.random() < 0.2:
        chosen["lenient"] = rng.random() < 0.5
    if rng.random() < 0.2:
        chosen["boost"] = 2
    if chosen.get("fields") == ["a"] and rng.random() < 0.3:
        chosen["analyzer"] = "keyword"
    return chosen


def requests(rng, kind):
    search = "/texts/_search"
    for _ in range(300):
        body = {"query": text_of(rng, TERMS, JOINS), **options(rng)}
        if "fields" not in body and rng.random() < 0.4:
            body["default_field"] = rng.choice(["a", "b", "k", "*"])
        if rng.random() < 0.1:
            body["type"] = "most_fields"
        yield Request("POST", search, {"query": {"query_string": body}, "size": 8})
    for _ in range(200):
        body = {"query": text_of(rng, SIMPLE, SIMPLE_JOINS), **options(rng)}
        if rng.random() < 0.3:
            body["flags"] = rng.choice(["ALL", "NONE", "NOT|PREFIX|WHITESPACE"])
        yield Request("POST", search, {"query": {"simple_query_string": body}, "size": 8})
    if kind == "es7":  # Later ones word Lucene's lexical errors otherwise.
        for text in BAD:
            yield Request("POST", search, {"query": {"query_string": {"query": text}}})
    for clause in ("query_string", "simple_query_string"):
        for body in ({}, {"query": None}, {"query": ["a"]}, {"query": "red", "x": 1},
                     {"query": "red", "fields": "a"}, {"query": "red", "fields": ["a^x"]},
                     {"query": "red", "default_operator": "foo"}, {"query": "red", "analyzer": "no"},
                     {"query": "red", "minimum_should_match": {}}, {"query": "", "fields": ["a"]},
                     {"query": 1}, {"query": "red", "fields": []}, {"query": " "},
                     {"query": "red", "analyze_wildcard": "x"}):
            yield Request("POST", search, {"query": {clause: body}})
    for flags in ("foo", "", -1, {}):
        yield Request("POST", search,
                      {"query": {"simple_query_string": {"query": "red", "flags": flags}}})
    for _ in range(60):
        parameters = {"q": text_of(rng, TERMS, JOINS)}
        for name, values in (("df", ["a", "k"]), ("default_operator", ["and", "or"]),
                             ("lenient", ["true", "false"]), ("analyze_wildcard", ["true"])):
            if rng.random() < 0.3:
                parameters[name] = rng.choice(values)
        path = urllib.parse.urlencode(parameters)
        yield Request("GET", f"/texts/_search?{path}")
        yield Request("GET", f"/texts/_count?{path}")
    for path in ("q=red&default_operator=foo", "q=red&lenient=x", "q=red&analyzer=no&df=a", "q=",
                 "df=a", "default_operator=or", "q=n:foo", "q=n:foo&lenient=false"):
        yield Request("GET", f"/texts/_search?{path}")
        yield Request("GET", f"/texts/_count?{path}")
    yield Request("POST", "/texts/_search?q=blue&df=a", {"query": {"match_all": {}}})
    yield Request("POST", "/texts/_count?q=blue", {"query": {"match_all": {}}})
