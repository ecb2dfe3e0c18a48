#!/usr/bin/env python3
"""A codebook is trained, stored in the server and used: by a pipeline, by searches, by `knn`.

    end_to_end_test.py --binary build/release/likewise
"""

import argparse
import json
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from sample_vectors import make_vectors, train_codebook  # noqa: E402

BINARY = None
DIMENSIONS = 32
GROUPS = 8
CLUSTERS = 16
DOCUMENTS = 1_200
MAPPING = {"mappings": {"properties": {
    "tokens": {"type": "keyword"}, "kind": {"type": "keyword"},
    "vector": {"type": "dense_vector", "dims": DIMENSIONS, "similarity": "l2_norm",
               "likewise_codebook": "pictures"}}}}
PIPELINE = {"processors": [{"likewise_encode": {"field": "vector", "target_field": "tokens",
                                                "codebook": "pictures"}}]}


def distance(left, right):
    return sum((a - b) ** 2 for a, b in zip(left, right))


def nearest(vectors, query, count, wanted=lambda number: True):
    numbers = [number for number in range(len(vectors)) if wanted(number)]
    return [str(number) for number in sorted(numbers,
                                             key=lambda n: distance(vectors[n], query))[:count]]


def ids(answer):
    return [hit["_id"] for hit in answer["hits"]["hits"]]


def recall(truths, founds):
    return sum(len(set(truth) & set(found)) / len(truth)
               for truth, found in zip(truths, founds)) / len(truths)


class VectorsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="likewise-vectors-")
        cls.vectors = make_vectors(DOCUMENTS, DIMENSIONS, 2)
        cls.queries = make_vectors(20, DIMENSIONS, 3)
        cls.codebook = train_codebook(BINARY, cls.folder.name, cls.vectors, GROUPS, CLUSTERS)
        cls.server = LikewiseServer(BINARY)
        cls.server.start()
        cls.client = cls.server.client()
        cls.fill()

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        cls.server.__exit__(None, None, None)
        cls.folder.cleanup()

    @classmethod
    def ask(cls, status, method, path, body=None, **more):
        answer = cls.client.request(method, path, body, **more)
        if answer.status != status:
            raise AssertionError(f"{method} {path}: {answer.status} {answer.text[:500]}")
        return json.loads(answer.text) if answer.text else None

    @classmethod
    def fill(cls):
        cls.ask(201, "PUT", "/_likewise/codebooks/pictures", cls.codebook)
        cls.ask(200, "PUT", "/_ingest/pipeline/encode", PIPELINE)
        cls.ask(200, "PUT", "/images", MAPPING)
        lines = []
        for number, vector in enumerate(cls.vectors):
            lines.append(json.dumps({"index": {"_id": str(number)}}))
            lines.append(json.dumps({"vector": vector, "kind": "abcd"[number % 4]}))
        answer = cls.ask(200, "POST", "/images/_bulk?refresh=true&pipeline=encode",
                         "\n".join(lines) + "\n")
        assert not answer["errors"], answer["items"][:1]

    def restart(self):
        self.client.close()
        self.server.kill()
        self.server.start()
        type(self).client = self.server.client()

    def search(self, body, size=10):
        return self.ask(200, "POST", "/images/_search", {"size": size, "_source": False, **body})

    def vector_search(self, body):
        return self.ask(200, "POST", "/images/_likewise/search", {"_source": False, **body})

    def test_codebook_tells_its_facts_and_gives_its_bytes(self):
        facts = self.ask(200, "GET", "/_likewise/codebooks/pictures")["pictures"]
        self.assertEqual((facts["dimensions"], facts["groups"], facts["clusters"]),
                         (DIMENSIONS, GROUPS, CLUSTERS))
        self.assertIn("pictures", self.ask(200, "GET", "/_likewise/codebooks")["codebooks"])
        answer = self.client.request("GET", "/_likewise/codebooks/pictures?format=lwm")
        self.assertEqual(answer.status, 200)

    def test_codebook_that_is_damaged_is_refused(self):
        for bad in (b"x", self.codebook[:-1], self.codebook[:200] + b"\xff" + self.codebook[201:]):
            answer = self.ask(400, "PUT", "/_likewise/codebooks/other", bad)
            self.assertEqual(answer["error"]["type"], "illegal_argument_exception")
        self.ask(404, "GET", "/_likewise/codebooks/other")

    def test_codebook_in_use_stays(self):
        answer = self.ask(400, "DELETE", "/_likewise/codebooks/pictures")
        self.assertIn("is used by", answer["error"]["reason"])
        self.ask(201, "PUT", "/_likewise/codebooks/spare", self.codebook)
        self.ask(200, "DELETE", "/_likewise/codebooks/spare")
        self.ask(404, "DELETE", "/_likewise/codebooks/spare")

    def test_pipeline_writes_the_tokens_of_the_vector(self):
        source = self.ask(200, "GET", "/images/_doc/7")["_source"]
        self.assertEqual(source["vector"], self.vectors[7])
        self.assertEqual([token.split("-")[0] for token in source["tokens"]],
                         [str(group) for group in range(GROUPS)])

    def test_documents_that_cannot_be_encoded_are_refused_alone(self):
        body = '{"index":{"_id":"x"}}\n{"kind":"a"}\n{"index":{"_id":"y"}}\n{"vector":[1,2]}\n'
        items = self.ask(200, "POST", "/images/_bulk?pipeline=encode", body)["items"]
        self.assertEqual([item["index"]["status"] for item in items], [400, 400])
        self.ask(400, "PUT", "/images/_doc/z?pipeline=nope", {"kind": "a"})

    def test_knn_finds_the_nearest(self):
        for query in self.queries:
            found = self.search({"knn": {"field": "vector", "query_vector": query, "k": 10}})
            self.assertEqual(ids(found), nearest(self.vectors, query, 10))

    def test_knn_with_a_filter_returns_k_hits(self):
        query = self.queries[0]
        found = self.search({"knn": {"field": "vector", "query_vector": query, "k": 10,
                                     "filter": {"term": {"kind": "c"}}}})
        self.assertEqual(ids(found), nearest(self.vectors, query, 10, lambda n: n % 4 == 2))

    def test_script_score_ranks_as_knn_does(self):
        query = self.queries[1]
        found = self.search({"query": {"script_score": {
            "query": {"match_all": {}},
            "script": {"source": "1 / (1 + l2norm(params.q, 'vector'))",
                       "params": {"q": query}}}}})
        self.assertEqual(ids(found), nearest(self.vectors, query, 10))
        self.ask(400, "POST", "/images/_search", {"query": {"script_score": {
            "query": {"match_all": {}}, "script": {"source": "System.exit(1)"}}}})

    def test_modes_of_vector_search_find_more_and_more(self):
        truths = [nearest(self.vectors, query, 10) for query in self.queries]
        recalls = {}
        for mode in ("tokens", "asymmetric", "adc", "exact"):
            body = {"mode": mode, "field": "tokens", "codebook": "pictures", "tokens": 64}
            if mode == "exact":
                body["vector_field"] = "vector"
            recalls[mode] = recall(truths, [ids(self.vector_search({**body, "vector": query}))
                                            for query in self.queries])
        self.assertGreater(recalls["asymmetric"], recalls["tokens"])
        self.assertGreaterEqual(recalls["exact"], 0.99)
        self.assertGreaterEqual(recalls["adc"] + 0.05, recalls["asymmetric"])

    def test_modes_of_vector_search_take_filters(self):
        for mode in ("tokens", "asymmetric", "adc", "exact"):
            found = self.vector_search({
                "mode": mode, "field": "tokens", "codebook": "pictures", "vector_field": "vector",
                "vector": self.queries[2], "filter": {"term": {"kind": "b"}}, "size": 7})
            self.assertEqual(len(ids(found)), 7)
            self.assertEqual({int(number) % 4 for number in ids(found)}, {1})

    def test_equivalent_query_gives_the_same_hits(self):
        for mode in ("tokens", "asymmetric"):
            found = self.vector_search({
                "mode": mode, "field": "tokens", "codebook": "pictures",
                "vector": self.queries[3], "explain_query": True,
                "filter": [{"term": {"kind": "b"}}]})
            again = self.search({"query": found["elasticsearch_query"]})
            self.assertEqual(found["hits"], again["hits"])

    def test_vector_search_refuses_what_it_does_not_know(self):
        vector = self.queries[0]
        for body in ({}, {"vector": vector}, {"vector": vector, "mode": "x"},
                     {"vector": "x"}, {"vector": vector, "nope": 1},
                     {"vector": vector, "field": "tokens", "codebook": "nope"},
                     {"vector": vector[:3], "field": "tokens", "codebook": "pictures"},
                     {"vector": vector, "mode": "exact"}):
            answer = self.client.request("POST", "/images/_likewise/search", body)
            self.assertIn(answer.status, (400, 404), answer.text)

    def test_everything_is_there_after_restarts(self):
        query = self.queries[4]
        knn = {"knn": {"field": "vector", "query_vector": query, "k": 20}}
        before = self.search(knn, 20)["hits"]
        self.ask(201, "PUT", "/images/_doc/extra?pipeline=encode&refresh=true",
                 {"vector": query, "kind": "e"})
        first = self.search(knn, 20)["hits"]["hits"][0]
        self.assertEqual((first["_id"], first["_score"]), ("extra", 1.0))
        self.restart()
        self.assertEqual(self.search(knn, 20)["hits"]["hits"][0]["_id"], "extra")
        self.ask(200, "DELETE", "/images/_doc/extra?refresh=true")
        self.assertEqual(self.search(knn, 20)["hits"], before)
        self.ask(200, "POST", "/images/_forcemerge?max_num_segments=1")
        self.assertEqual(self.search(knn, 20)["hits"], before)
        self.restart()
        self.assertEqual(self.search(knn, 20)["hits"], before)
        self.ask(200, "GET", "/_ingest/pipeline/encode")
        self.ask(200, "GET", "/_likewise/codebooks/pictures")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary")
    known, rest = parser.parse_known_args()
    BINARY = find_binary(known.binary)
    unittest.main(argv=[sys.argv[0], *rest])
