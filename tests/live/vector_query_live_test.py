#!/usr/bin/env python3
"""The query that `_likewise/search` shows gives a real server's hits: ids, order, score digits.

likewise makes the tokens; the real server gets the same documents. Exit code 77 (skipped) when
there is no JDK or Maven for the kind.
"""

import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE.parent / "vectors"))

import live_comparison  # noqa: E402
from harness.likewise_server import LikewiseServer  # noqa: E402
from harness.real_server import RealServer  # noqa: E402
from live_comparison import DIALECT  # noqa: E402
from sample_vectors import make_vectors, train_codebook  # noqa: E402

DIMENSIONS, GROUPS, CLUSTERS = 64, 16, 32
INDEX = {"settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"},
         "mappings": {"properties": {"tokens": {"type": "keyword"}, "kind": {"type": "keyword"},
                                     "vector": {"type": "float", "index": False}}}}
PIPELINE = {"processors": [{"likewise_encode": {"field": "vector", "target_field": "tokens",
                                                "codebook": "sample"}},
                           {"remove": {"field": "vector"}}]}
FILTERS = (None, {"term": {"kind": "b"}}, [{"term": {"kind": "b"}}, {"exists": {"field": "tokens"}}])


def load(real, ours, codebook, vectors):
    ours.expect(201, "PUT", "/_likewise/codebooks/sample", codebook)
    ours.expect(200, "PUT", "/_ingest/pipeline/encode", PIPELINE)
    ours.expect(200, "PUT", "/images", {**INDEX, "settings": {**INDEX["settings"],
                                                              "default_pipeline": "encode"}})
    ours.bulk("images", [(str(n), {"vector": vector, "kind": "abc"[n % 3]})
                         for n, vector in enumerate(vectors)], chunk=len(vectors), refresh=True)
    encoded = [(str(n), ours.expect(200, "GET", f"/images/_doc/{n}").json["_source"])
               for n in range(len(vectors))]
    real.expect(200, "PUT", "/images", INDEX)
    real.bulk("images", encoded, chunk=len(encoded), refresh=True)


def hits_of(answer):
    return [(hit["_id"], hit["_score"]) for hit in answer["hits"]["hits"]]


def compare(real, ours, queries):
    """The number of answers that differ."""
    compared = failures = 0
    for mode, tokens in (("tokens", 1), ("asymmetric", 64), ("asymmetric", 400)):
        for number, query in enumerate(queries):
            body = {"mode": mode, "field": "tokens", "codebook": "sample", "vector": query,
                    "tokens": tokens, "size": 50, "explain_query": True, "_source": False}
            wanted = FILTERS[number % len(FILTERS)]
            if wanted:
                body["filter"] = wanted
            found = ours.expect(200, "POST", "/images/_likewise/search", body).json
            expected = real.expect(200, "POST", "/images/_search", {
                "query": found["elasticsearch_query"], "size": 50, "_source": False}).json
            compared += 1
            if (hits_of(found), found["hits"]["total"]) != (hits_of(expected),
                                                            expected["hits"]["total"]):
                failures += 1
                print(f"DIFFERS {mode} {tokens}, query {number}: expected "
                      f"{hits_of(expected)[:5]}, found {hits_of(found)[:5]}", flush=True)
    print(f"{compared - failures} of {compared} answers agree", flush=True)
    return failures


def run(arguments, binary):
    vectors = make_vectors(arguments.documents, DIMENSIONS, 2)
    with tempfile.TemporaryDirectory(prefix="likewise-live-") as work:
        codebook = train_codebook(binary, work, vectors, GROUPS, CLUSTERS)
    with RealServer(arguments.kind) as real_server, \
            LikewiseServer(binary, DIALECT[arguments.kind]) as our_server:
        real, ours = real_server.client(), our_server.client()
        load(real, ours, codebook, vectors)
        return compare(real, ours, make_vectors(30, DIMENSIONS, 3))


if __name__ == "__main__":
    live_comparison.main(__doc__.splitlines()[0], run, documents=2_000)
