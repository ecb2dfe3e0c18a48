#!/usr/bin/env python3
"""Bad input over HTTP: refused with the status and words of Elasticsearch, and the server goes on.

    bad_input_test.py --binary build/release/likewise
"""

import argparse
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402

BINARY = None
MAPPING = {"mappings": {"properties": {"word": {"type": "keyword"}, "count": {"type": "integer"}}}}
LEAF = '{"term":{"word":"x"}}'
# A query may not be deeper than this, its innermost clause included.
DEPTHS = (((), 30), (("--scoring", "opensearch"), 20))
JSON_DEPTH = "Document nesting depth (129) exceeds the maximum allowed (128)"
BRACKETS = 100_000

# name: what opens and closes one level around a query
COMPOUNDS = {
    "bool": ('{"bool":{"must":[', "]}}"),
    "bool, one clause": ('{"bool":{"should":', "}}"),
    "dis_max": ('{"dis_max":{"queries":[', "]}}"),
    "constant_score": ('{"constant_score":{"filter":', "}}"),
}


def nested_query(compound, levels):
    """A search whose query has `levels` levels, the leaf being one."""
    opening, closing = COMPOUNDS[compound]
    return '{"query":' + opening * (levels - 1) + LEAF + closing * (levels - 1) + "}"


def chain(error):
    """The error and everything that caused it, outermost first."""
    while error is not None:
        yield error
        error = error.get("caused_by")


def disjunction(count):
    return {"bool": {"should": [{"term": {"word": f"w{i}"}} for i in range(count)]}}


class ServerTest(unittest.TestCase):
    ARGUMENTS = ()

    def setUp(self):
        self.server = LikewiseServer(BINARY, self.ARGUMENTS)
        self.server.start()
        self.addCleanup(self.server.__exit__, None, None, None)
        self.connect(self.server)
        self.create_index()

    def connect(self, server):
        self.client = server.client()
        self.addCleanup(self.client.close)

    def create_index(self):
        self.client.expect(200, "PUT", "/words", MAPPING)
        self.client.expect(201, "PUT", "/words/_doc/1?refresh=true", {"word": "x", "count": 1})

    def search(self, body):
        return self.client.request("POST", "/words/_search", body)

    def refusal(self, answer):
        """The error chain of an answer that must be a 400."""
        self.assertEqual(answer.status, 400, answer.text[:500])
        return list(chain(answer.json["error"]))

    def assert_goes_on(self):
        query = {"query": {"term": {"word": "x"}}}
        answer = self.client.expect(200, "POST", "/words/_search", query)
        self.assertEqual(answer.json["hits"]["total"]["value"], 1)


class DeepInput(ServerTest):
    def test_queries_nest_as_deep_as_the_engine_allows(self):
        for arguments, limit in DEPTHS:
            with LikewiseServer(BINARY, arguments) as server:
                self.connect(server)
                self.create_index()
                for compound in COMPOUNDS:
                    with self.subTest(arguments=arguments, compound=compound):
                        self.check_depth(compound, limit)
                self.assert_goes_on()

    def test_version_7_bounds_queries_by_the_depth_of_json_alone(self):
        with LikewiseServer(BINARY, ("--compat-version", "7.10.2")) as server:
            self.connect(server)
            self.create_index()
            for compound in COMPOUNDS:
                with self.subTest(compound=compound):
                    answer = self.search(nested_query(compound, 40))
                    self.assertEqual(answer.status, 200, answer.text[:500])
                    self.assertEqual(answer.json["hits"]["total"]["value"], 1)
                    errors = self.refusal(self.search(nested_query(compound, 80)))
                    self.assertEqual(errors[-1]["reason"], JSON_DEPTH)
            self.assert_goes_on()

    def check_depth(self, compound, limit):
        answer = self.search(nested_query(compound, limit))
        self.assertEqual(answer.status, 200, answer.text[:500])
        self.assertEqual(answer.json["hits"]["total"]["value"], 1)
        for levels in (limit + 1, limit + 2):
            innermost = self.refusal(self.search(nested_query(compound, levels)))[-1]
            self.assertEqual(innermost["type"], "illegal_argument_exception")
            self.assertEqual(
                innermost["reason"],
                "The nested depth of the query exceeds the maximum nested depth for queries set in "
                f"[indices.query.bool.max_nested_depth]: [{limit}]")

    def test_json_is_at_most_128_levels_deep(self):
        def document(levels):
            return '{"deep":' + "[" * (levels - 1) + "]" * (levels - 1) + "}"

        self.client.expect(201, "PUT", "/words/_doc/128", document(128))
        errors = self.refusal(self.client.request("PUT", "/words/_doc/129", document(129)))
        self.assertEqual(errors[-1]["reason"], JSON_DEPTH)
        self.client.expect(404, "GET", "/words/_doc/129")

    def test_a_hundred_thousand_brackets_are_refused(self):
        places = {
            "a body of arrays": ("POST", "/words/_search", "["),
            "a query": ("POST", "/words/_search", '{"query":'),
            "a bool": ("POST", "/words/_search", '{"query":' + COMPOUNDS["bool"][0]),
            "like": ("POST", "/words/_search", '{"query":{"more_like_this":{"like":'),
            "a document": ("PUT", "/words/_doc/2", '{"word":'),
            "a mapping": ("PUT", "/others", '{"mappings":'),
            "settings": ("PUT", "/others", '{"settings":'),
            "a bulk action": ("POST", "/words/_bulk", '{"index":'),
        }
        for name, (method, path, opening) in places.items():
            for closing in ("", "]" * BRACKETS):
                with self.subTest(place=name, closed=bool(closing)):
                    body = opening + "[" * BRACKETS + closing
                    body += "\n{}\n" if path.endswith("_bulk") else ""
                    errors = self.refusal(self.client.request(method, path, body))
                    self.assertEqual(errors[-1]["reason"], JSON_DEPTH)
        self.assert_goes_on()
        self.client.expect(404, "GET", "/others")


class ManyClauses(ServerTest):
    def test_1024_clauses_are_accepted_and_more_refused(self):
        self.assertEqual(self.search({"query": disjunction(1024)}).status, 200)
        answer = self.search({"query": disjunction(1025)})
        self.assertEqual(answer.status, 400, answer.text[:500])
        cause = answer.json["error"]["root_cause"][0]
        self.assertEqual(cause["type"], "query_shard_exception")
        self.assertEqual(cause["reason"], "failed to create query: maxClauseCount is set to 1024")

    def test_more_like_this_keeps_1024_of_its_terms(self):
        words = [f"w{i}" for i in range(1500)]
        self.client.bulk("words", [("all", {"word": words})], refresh=True)
        answer = self.search({"query": {"more_like_this": {
            "fields": ["word"], "like": [{"_id": "all"}], "include": True, "min_term_freq": 1,
            "min_doc_freq": 1, "max_query_terms": 1500, "minimum_should_match": "100%"}}})
        self.assertEqual(answer.status, 200, answer.text[:500])
        self.assertEqual([hit["_id"] for hit in answer.json["hits"]["hits"]], ["all"])


class MalformedInput(ServerTest):
    def test_duplicate_keys_are_refused(self):
        cases = [
            ("POST", "/words/_search", '{"size":1,"size":2}', "size"),
            ("POST", "/words/_search", '{"query":{"term":{"word":"x","word":"y"}}}', "word"),
            ("PUT", "/words/_doc/2", '{"word":"x","word":"y"}', "word"),
            ("PUT", "/words/_doc/2", '{"word":"x","w\\u006frd":"y"}', "word"),
            ("PUT", "/others", '{"mappings":{},"mappings":{}}', "mappings"),
        ]
        for method, path, body, key in cases:
            with self.subTest(path=path, body=body):
                innermost = self.refusal(self.client.request(method, path, body))[-1]
                self.assertEqual(innermost["reason"], f"Duplicate field '{key}'")
        self.client.expect(404, "GET", "/words/_doc/2")

    def test_bodies_that_are_not_json_are_refused(self):
        bodies = [b"{", b"{} x", b"nonsense", b'{"query":{"match_all":{}}', b"\xff\xfe", b"\0",
                  b'{"query":{"term":{"word":"\xff"}}}', b'{"size":1e999}', b'{"size":01}', b"[]",
                  b'{"query":[]}', b'{"query":null,"size":-1}', b'"text"']
        for body in bodies:
            with self.subTest(body=body):
                self.assertTrue(self.refusal(self.search(body))[-1]["reason"])
        self.assert_goes_on()


class MixedBulk(ServerTest):
    # id, source line, status, the innermost reason's beginning
    DOCUMENTS = [
        ("good-1", '{"word":"kept"}', 201, None),
        ("not-a-number", '{"count":"abc"}', 400, 'For input string: "abc"'),
        ("twice", '{"word":"x","word":"y"}', 400, "Duplicate field 'word'"),
        ("cut", '{"word":', 400, "Unexpected end-of-input"),
        ("deep", '{"word":' + "[" * BRACKETS, 400, JSON_DEPTH),
        ("array", "[1]", 400, "Compressor detection"),
        ("string", '"text"', 400, "Compressor detection"),
        ("good-2", '{"word":"kept","count":2}', 201, None),
    ]

    def test_good_documents_are_kept_and_each_bad_one_is_named(self):
        lines = []
        for identifier, source, _, _ in self.DOCUMENTS:
            lines += [json.dumps({"index": {"_id": identifier}}), source]
        answer = self.client.expect(200, "POST", "/words/_bulk?refresh=true",
                                    "\n".join(lines) + "\n", "application/x-ndjson").json
        self.assertTrue(answer["errors"])
        self.assertEqual(len(answer["items"]), len(self.DOCUMENTS))
        for item, (identifier, _, status, reason) in zip(answer["items"], self.DOCUMENTS):
            with self.subTest(document=identifier):
                self.assertEqual(item["index"]["_id"], identifier)
                self.assertEqual(item["index"]["status"], status)
                if reason is not None:
                    innermost = list(chain(item["index"]["error"]))[-1]
                    self.assertTrue(innermost["reason"].startswith(reason), innermost)
        kept = self.search({"query": {"term": {"word": "kept"}}}).json["hits"]["hits"]
        self.assertEqual([hit["_id"] for hit in kept], ["good-1", "good-2"])

    def test_a_bad_action_line_refuses_the_whole_body(self):
        for action in ('{"frobnicate":{"_id":"b"}}', "nonsense", '{"index":', "[1]", "{}"):
            with self.subTest(action=action):
                body = f'{{"index":{{"_id":"a"}}}}\n{{"word":"a"}}\n{action}\n{{"word":"b"}}\n'
                self.refusal(self.client.request("POST", "/words/_bulk", body,
                                                 "application/x-ndjson"))
                self.client.expect(404, "GET", "/words/_doc/a")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary")
    options, rest = parser.parse_known_args()
    BINARY = find_binary(options.binary)
    unittest.main(argv=[sys.argv[0], *rest])
