"""`search_after`, `post_filter`, `terminate_after`: pages by value, and what cuts the hits."""

from area import Index, Request
from areas.sort import MAPPINGS, document

INDICES = {"after": Index(body={"mappings": MAPPINGS},
                          documents=[(str(i), document(i)) for i in range(60)])}

# (sort, values of search_after): types, counts, and values of other types.
PAIRS = """"n" [5];"n" ["5"];"n" [5.5];"n" ["5.5"];"n" [];"n" [1,2];"n" 5;"n" null;"n" {};"n" [[1]];"n" [{}]
"n" [true];"n" ["x"];"n" [9223372036854775807];"n" [1e30];"n" [-9223372036854775808]
"n" [9223372036854775808];"n" "x";"n" [-5.5];"n" ["-5.5"];"d" [0.5];"d" ["0.5"];"d" ["Infinity"];"d" [1]
"d" ["x"];"d" [true];"f" [0.5];"f" [0.1];"f" ["0.1"];"f" ["Infinity"];"i" [1];"i" ["2"]
"i" [2147483647];"i" [9223372036854775807];"i" [1.5];"i" ["x"];"i" [3000000000];"k" ["b"];"k" [null]
"k" [5];"k" [true];"k" ["zz"];"k" [""];"dt" [1557018123004];"dt" ["1557018123004"];"dt" ["2012-03-11T01:02:03.004Z"];"dt" ["2014"];"b" [0];"b" [true]
"b" ["true"];"b" [false];"b" ["0"];"_doc" [2];"_doc" ["2"];"_doc" [99];"tf" ["b"];"_score" [1];[] [1]
["_score","n"] [1.0,1];[{"_score":"asc"}] [0.5];[{"_score":"desc"},{"n":"desc"}] ["1.0","5"]
{"n":"desc"} [5];{"k":"desc"} ["b"];{"k":{"order":"desc","missing":"_first"}} [null]
{"k":{"missing":"_first"}} ["b"];{"k":{"missing":"_last"}} ["ä"];["b","n"] [0,2];["b","n"] [0]
["b","n"] [0,1,2];{"zz":{"unmapped_type":"long"}} [1];{"n":{"numeric_type":"double"}} [1.5]
{"n":{"missing":3}} [2];"zz" [2];"t" [2]"""


def requests(rng, kind):
    for pair in PAIRS.replace("\n", ";").split(";"):
        sort, after = pair.rsplit(" ", 1)
        body = '{"size":7,"_source":false,"sort":%s,"search_after":%s}' % (sort, after)
        yield Request("POST", "/after/_search", body)
    yield Request("POST", "/after/_search", '{"search_after":[1]}')
    yield Request("POST", "/after/_search", {"sort": "n", "from": 0, "search_after": [1], "size": 3})
    yield Request("POST", "/after/_search", {"sort": "n", "from": 1, "search_after": [1]})
    yield Request("POST", "/after/_search", {"sort": "n", "size": 0, "search_after": [1]})
    if kind == "es9":  # Elasticsearch 7 fails with a null pointer, status 500.
        for sort in ("n", "d", "i", "f", "dt", "_doc"):
            yield Request("POST", "/after/_search", {"sort": sort, "search_after": [None]})
        yield Request("POST", "/after/_search", {"sort": ["k", "n"], "search_after": ["a", None]})
        yield Request("POST", "/after/_search", {"sort": "_shard_doc", "search_after": [3]})
    for _ in range(60):
        sort = rng.sample([{"n": "asc"}, {"k": "desc"}, {"f": "asc"}, {"dt": "desc"}, {"b": "asc"},
                           "_score", {"i": {"order": "desc", "missing": "_first"}}], 2)
        values = {"n": [-3, 0, 4], "k": ["b", "Z", None], "f": [0.5, 2.0], "dt": [0, 1500000000000],
                  "b": [False, True], "_score": [0.3, 1], "i": [5, 0]}
        names = [key if isinstance(key, str) else next(iter(key)) for key in sort]
        yield Request("POST", "/after/_search",
                      {"sort": sort, "search_after": [rng.choice(values[n]) for n in names],
                       "query": rng.choice([{"match": {"t": "fox"}}, {"match_all": {}}]),
                       "size": rng.choice([1, 5, 60]), "_source": False,
                       "track_scores": rng.random() < 0.3})
    for post in ('{"match_all":{}}', "null", "[]", "5", "{}", '"x"', '{"zz":{}}', '{"term":{"k":"b"}}',
                 '{"match_none":{}}', '{"term":{"n":"x"}}', '{"term":{"k":{"value":"b","_name":"p"}}}'):
        yield Request("POST", "/after/_search",
                      '{"query":{"match":{"t":"fox"}},"_source":false,"post_filter":%s}' % post)
    for value in ("0", '"2"', "null", "{}", "2.7", '"x"', "[]"):
        yield Request("POST", "/after/_search", '{"_source":false,"terminate_after":%s}' % value)
    for _ in range(80):
        body = {"terminate_after": rng.choice([1, 2, 5, 20, 30, 59, 60, 61]), "_source": False,
                "size": rng.choice([0, 3, 60])}
        if kind != "es7":  # What pruning and statistics spare shows in the answer.
            body.update(size=60, track_total_hits=True)
        if kind != "es7" or rng.random() < 0.7:
            body["query"] = rng.choice([{"match": {"t": "fox"}},
                                        {"bool": {"filter": {"range": {"i": {"gt": 3}}}}}])
        if rng.random() < 0.5:
            body["post_filter"] = rng.choice([{"range": {"n": {"lt": 2}}}, {"term": {"b": True}}])
        if rng.random() < 0.4:
            body["sort"] = rng.choice(["n", "k", "_doc", "_score"])
        if rng.random() < 0.2:
            body["min_score"] = 0.3
        if kind == "es7" and rng.random() < 0.2:
            body["track_total_hits"] = rng.choice([True, False, 3])
        yield Request("POST", "/after/_search", body)
    for url in ("terminate_after=2", "terminate_after=0", "terminate_after=-1", "terminate_after=x"):
        yield Request("GET", f"/after/_search?_source=false&{url}")
