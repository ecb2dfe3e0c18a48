"""`dense_vector` fields and `knn`, as a section of the body and as a query: scores to the bit.

Every field has `index_options.type: hnsw`: Elasticsearch's default quantizes, and then its scores
are approximate. The indices are small, so that its graph finds every neighbour.
"""

import random
import struct

from area import Index, Request

# Version 7 has no `knn`; OpenSearch has one of another form.
KINDS = ("es9",)

SIMILARITIES = {"l2": "l2_norm", "cos": "cosine", "dot": "dot_product", "mip": "max_inner_product"}
DOCUMENTS = 40


def single(number):
    return struct.unpack("f", struct.pack("f", number))[0]


def unit(vector):
    length = sum(value * value for value in vector) ** 0.5
    return [single(value / length) for value in vector]


def vector_of(rng, dimensions):
    return [single(rng.gauss(0, 1)) for _ in range(dimensions)]


def mapping(dimensions):
    fields = {name: {"type": "dense_vector", "dims": dimensions, "similarity": similarity,
                     "index_options": {"type": "hnsw"}}
              for name, similarity in SIMILARITIES.items()}
    fields["raw"] = {"type": "dense_vector", "dims": dimensions, "index": False}
    return {"mappings": {"properties": {**fields, "k": {"type": "keyword"},
                                        "n": {"type": "integer"}}}}


def documents(dimensions):
    rng = random.Random(dimensions)
    found = []
    for number in range(DOCUMENTS):
        vector = vector_of(rng, dimensions)
        source = {"k": "abc"[number % 3], "n": number}
        if number % 10 != 9:
            source.update({"l2": vector, "cos": vector if number % 4 else unit(vector),
                           "dot": unit(vector), "mip": vector, "raw": vector})
        found.append((str(number), source))
    return found


DIMENSIONS = (3, 16, 17, 33, 64, 100, 384)
INDICES = {f"knn{d}": Index(body=mapping(d), documents=documents(d)) for d in DIMENSIONS}
INDICES["knnw"] = Index(body=mapping(3))

# Q stands for a field and a vector that fit.
REFUSED = """{Q,"k":0};{Q,"k":-1};{Q,"k":5,"num_candidates":3};{Q,"k":2,"num_candidates":10001}
{Q,"k":"a"};{Q,"k":null};{Q,"k":{}};{Q,"k":2,"similarity":"a"};{Q,"k":2,"nope":1}
{Q,"k":2,"filter":{}};{Q,"k":2,"filter":5};{Q,"k":2,"filter":{"nope":{}}};{"k":2};{}
{"field":"l2","k":2};{"query_vector":[1,2,3],"k":2};{"field":5,"query_vector":[1,2,3],"k":2}
{"field":"k","query_vector":[1,2,3],"k":2};{"field":"raw","query_vector":[1,2,3],"k":2}
{"field":"nope","query_vector":[1,2,3],"k":2};{"field":"l2","query_vector":[1,2],"k":2}
{"field":"l2","query_vector":[],"k":2};{"field":"l2","query_vector":null,"k":2}
{"field":"l2","query_vector":{"a":1},"k":2};{"field":"l2","query_vector":[[1,2,3]],"k":2}
{"field":"l2","query_vector":[1,null,2],"k":2};{"field":"l2","query_vector":["x",1,2],"k":2}
{"field":"l2","query_vector":[1e39,1,2],"k":2};{"field":"cos","query_vector":[0,0,0],"k":2}
{"field":"dot","query_vector":[1,1,0],"k":2};{"field":"l2","query_vector":["1","0","0"],"k":2}
{Q,"k":2.5};{Q,"k":"2"};{Q};{Q,"num_candidates":4};{Q,"k":20};{Q,"k":2,"filter":[]};{Q,"k":2,"boost":2.5}"""

WRITES = """{"F":[1,2]};{"F":[1,2,3,4]};{"F":[]};{"F":[0,0,0]};{"F":[1,2,3]};{"F":[0.6,0.8,0]}
{"F":[1,2,"3"]};{"F":[1,null,3]};{"F":[1,true,3]};{"F":[[1,2,3]]};{"F":[1,[2],3]};{"F":[1e39,0,0]}
{"F":[1e20,1e20,1e20]};{"F":5};{"F":true};{"F":null};{"F":[{"a":1}]};{"F":[1e-46,0,0]}
{"F":[1e-30,1e-30,0]};{"F":[0.9995,0,0]};{"F":[0.9994,0,0]};{"F":[1.0004,0,0]};{"F":[1.0006,0,0]}"""

MAPPINGS = """{"dims":3};{"dims":3,"index":false};{"dims":3,"similarity":"dot_product"};{"dims":384}
{"dims":3,"index_options":{"type":"hnsw","m":8,"ef_construction":50}};{"dims":64,"index_options":{"type":"bbq_hnsw"}}
{"dims":3,"index_options":{"type":"flat"}};{"dims":3,"index_options":{"type":"int8_flat"}}
{"dims":3,"meta":{"a":"b"}};{"dims":3,"element_type":"float"}"""


def lines(text):
    return text.replace("\n", ";").split(";")


def section(rng, dimensions):
    field = rng.choice(list(SIMILARITIES))
    vector = vector_of(rng, dimensions)
    chosen = {"field": field, "query_vector": unit(vector) if field == "dot" else vector,
              "k": rng.choice([1, 3, 10, 50]), "num_candidates": 100}
    if rng.random() < 0.4:
        chosen["filter"] = rng.choice([{"term": {"k": "a"}}, {"range": {"n": {"gte": 30}}},
                                       [{"term": {"k": "b"}}, {"range": {"n": {"lt": 20}}}],
                                       {"match_none": {}}, {"bool": {"must_not": {"term": {"k": "a"}}}}])
    if rng.random() < 0.3:
        chosen["boost"] = rng.choice([0.5, 2, 3.3])
    if rng.random() < 0.2:
        chosen["similarity"] = rng.choice([-0.5, 0.1, 1, 5, 20])
    if rng.random() < 0.2:
        chosen["_name"] = "near"
    return chosen


def searches(rng, dimensions):
    for _ in range(60):
        body = {"_source": False, "size": rng.choice([1, 5, 10, 60])}
        sections = [section(rng, dimensions) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        if rng.random() < 0.6:
            body["knn"] = sections[0] if len(sections) == 1 else sections
            if rng.random() < 0.5:
                body["query"] = rng.choice([{"term": {"k": "a"}}, {"match_all": {}},
                                            {"range": {"n": {"lte": 5}}}])
        else:
            body["query"] = rng.choice([
                {"knn": sections[0]},
                {"bool": {"should": [{"knn": sections[0]}, {"term": {"k": "c"}}]}},
                {"bool": {"must": [{"knn": sections[0]}], "filter": {"term": {"k": "a"}}}},
                {"constant_score": {"filter": {"knn": sections[0]}, "boost": 1.5}}])
        # An explained constant_score shows the filter in Lucene's words, classes of its own for
        # `similarity` included.
        is_shown = "constant_score" in body.get("query", {})
        if rng.random() < 0.2 and not is_shown:
            body["explain"] = True
        if rng.random() < 0.2:
            body["post_filter"] = {"range": {"n": {"lt": 25}}}
        if rng.random() < 0.2:
            body["aggs"] = {"k": {"terms": {"field": "k"}}}
        if rng.random() < 0.1:
            body["sort"] = [{"n": "desc"}]
        yield Request("POST", f"/knn{dimensions}/_search", body)


def requests(rng, kind):
    del kind  # One only.
    fitting = '"field":"l2","query_vector":[0.5,0.25,1]'
    for knn in lines(REFUSED):
        knn = knn.replace("Q", fitting)
        # Elasticsearch asks sections in a phase of their own, "dfs".
        yield Request("POST", "/knn3/_search", '{"_source":false,"knn":%s}' % knn,
                      ignore=("error.phase",))
        yield Request("POST", "/knn3/_search", '{"_source":false,"query":{"knn":%s}}' % knn)
    for text in ('{"knn":5}', '{"knn":[5]}', '{"knn":null}', '{"knn":[],"size":0}'):
        yield Request("POST", "/knn3/_search", text)
    for dimensions in DIMENSIONS:
        yield from searches(rng, dimensions)
    for field in (*SIMILARITIES, "raw"):
        yield Request("POST", "/knn3/_search",
                      {"query": {"exists": {"field": field}}, "_source": False, "size": 50})
        for document in lines(WRITES):
            # Sequence numbers and shards are compared elsewhere.
            yield Request("PUT", "/knnw/_doc/1", document.replace("F", field),
                          ignore=("_shards", "_seq_no", "_version", "result", "_primary_term"))
    yield Request("POST", "/knn3,knn3/_search", {"knn": section(rng, 3), "_source": False})
    for number, definition in enumerate(lines(MAPPINGS)):
        yield Request("PUT", f"/knnm{number}", '{"mappings":{"properties":{"v":{"type":"dense_vector",%s}}}'
                      % definition[1:])
        yield Request("GET", f"/knnm{number}/_mapping")
