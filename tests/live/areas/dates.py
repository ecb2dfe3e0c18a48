"""Dates as texts in term, terms, match and range: formats, date math, rounding, zones, refusals."""

from area import Index, Request

# With OpenSearch 3 401 of 498 answers agree; what differs are mostly messages and shapes of errors.
KINDS = ("es7", "es9")

DOCUMENTS = [
    {"d": "2020-01-01"}, {"d": "2020-12-31T23:59:59.999Z"}, {"d": 1577836800000},
    {"d": "2021-06", "f": "2020-05-05"}, {"d": "2020-06-15T12:30", "s": "2020/01/01"},
    {"d": "2019"}, {"d": "2020-03-29T01:30:00+01:00", "e": 1577836800}, {"d": "1969-12-31"},
    {"d": ["2020-02-29", "2024-02-29"], "f": ["2021-01-01", "2019-02-28"]}, {"x": 1},
    {"d": "2100-01-01"}, {"s": "2021/12/31 23:59:59"}, {"e": 1609459199}, {"f": "0001-01-01"}]

INDICES = {
    "dates": Index(
        body={"mappings": {"properties": {
            "d": {"type": "date"}, "f": {"type": "date", "format": "yyyy-MM-dd"},
            "e": {"type": "date", "format": "epoch_second"},
            "s": {"type": "date", "format": "yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis"},
            "o": {"type": "date"}, "n": {"type": "long"}}}},
        documents=[(str(i), {"n": i, **source}) for i, source in enumerate(DOCUMENTS)])}

TEXTS = ["2020", "2020-01", "2020-01-01", "2020-01-01T00", "2020-06-15T12:30:00.000Z",
         "2020-06-15T14:30+02:00", "1577836800000", "2019-12-31T23:59:59.999", "2020-02-29",
         "2020/01/01", "2020/01/01 10:00:00", "2020-05-05", "1577836800", "2021-06-01T00:00:00,5"]
MATH = ["", "||", "||/y", "||/M", "||/d", "||/w", "||/h", "||+1M/d", "||-1y", "||+90m", "||+1d-1s",
        "||/d+1h"]
NOW = ["now", "now/d", "now-1d/d", "now+10y/y", "now-100y/M"]
BAD = ["foo", "", "2020-13-01", "2020-1-1", "2020-01-01T25:00", "2020-01-01||+1", "2020-01-01||*1",
       "2020-01-01||+1x", "2020-01-01||/2y", "now+", "||+1d", "1e3", "2020-01-01Z", True,
       1.5e12, "2020-01-01T00:60"]
FORMATS = ["yyyy-MM-dd", "yyyy", "strict_date_optional_time", "epoch_millis",
           "epoch_second", "yyyy/MM/dd||yyyy-MM-dd", "yyyy-MM",
           "yyyy-MM-dd HH:mm:ss", "dd MMM yyyy"]
ZONES = ["+02:00", "-05:30", "Europe/Berlin", "UTC", "Z", "America/New_York", "+2"]


def value(rng, field):
    if rng.random() < 0.15:
        return rng.choice(NOW)
    if rng.random() < 0.1:
        return rng.choice([1577836800000, 1577836800, 0, 2020, 1592224200000])
    if rng.random() < 0.1:
        return rng.choice(BAD)
    fitting = {"f": TEXTS[2:3] + TEXTS[8:9] + TEXTS[11:12], "e": TEXTS[12:13],
               "s": TEXTS[9:11]}.get(field, TEXTS[:9])
    return rng.choice(fitting if rng.random() < 0.9 else TEXTS) + rng.choice(MATH)


def clause(rng):
    field = rng.choice("dddddfeso")
    kind = rng.randrange(6)
    if kind == 0:
        return {"term": {field: value(rng, field)}}
    if kind == 1:
        return {"terms": {field: [value(rng, field) for _ in range(rng.randrange(4))]}}
    if kind == 2:
        return {"match": {field: {"query": str(value(rng, field)), "lenient": rng.random() < 0.3}}}
    bounds = {}
    if rng.random() < 0.8:
        bounds[rng.choice(["gt", "gte"])] = value(rng, field)
    if rng.random() < 0.6:
        bounds[rng.choice(["lt", "lte"])] = value(rng, field)
    if rng.random() < 0.2:
        bounds["format"] = rng.choice(FORMATS)
    if rng.random() < 0.25:
        bounds["time_zone"] = rng.choice(ZONES)
    if rng.random() < 0.1:
        bounds["boost"] = 2.5
    return {"range": {field: bounds}}


def requests(rng, kind):
    # Later ones word it otherwise for every clause.
    es7_only = ({"format": []}, {"time_zone": {}}, {"format": None}) if kind == "es7" else ()
    search = "/dates/_search"
    for _ in range(400):
        yield Request("POST", search, {"query": clause(rng), "size": 20})
    for bad in BAD:
        for query in ({"term": {"d": bad}}, {"range": {"d": {"gte": bad}}},
                      {"range": {"f": {"lt": bad if bad != "2020-13-01" else ""}}}, {"range": {"o": {"gt": bad}}},
                      {"match": {"d": bad}}):
            yield Request("POST", search, {"query": query})
    for options in ({"format": "foo"}, {"format": ""}, {"format": "yyyy-MM-ddTHH"},
                    {"format": "yyyy||fo"}, {"time_zone": "foo"}, {"time_zone": "+25:00"},
                    {"time_zone": "x y"}) + es7_only:
        for field in "dn":
            yield Request("POST", search, {"query": {"range": {field: {"gte": 2, **options}}}})
    for query in ({"range": {"n": {"gte": 3, "time_zone": "+02:00", "format": "yyyy"}}},
                  {"terms": {"d": ["2020"] * 1025}}, {"terms": {"d": ["2020"] * 1024}},
                  {"bool": {"must_not": {"range": {"d": {"gte": "2020||/y"}}}}}):
        yield Request("POST", search, {"query": query, "size": 20})
