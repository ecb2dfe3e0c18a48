#!/usr/bin/env python3
"""The comparison of whole answers sees each kind of difference, and overlooks only accidents."""

import unittest

from answer_comparison import difference


class AnswerComparison(unittest.TestCase):
    def test_the_same(self):
        for text in ('{"a":[1,2.50,{"b":null}]}', "plain text", "[]"):
            self.assertIsNone(difference(text, text))
        self.assertIsNone(difference('{"a":1,"b":2}', '{"b":2,"a":1}'), "order of members")

    def test_each_difference_is_named(self):
        cases = [('{"a":1}', '{"a":2}', "answer.a: expected 1, found 2"),
                 ('{"a":1.0}', '{"a":1}', "answer.a: expected 1.0, found 1"),
                 ('{"a":1}', '{"a":"1"}', "answer.a: expected"),
                 ('{"a":1}', "{}", "answer.a: missing"),
                 ("{}", '{"a":1}', "answer.a: not expected"),
                 ("[1,2]", "[1]", "answer: expected 2 items, found 1"),
                 ("[1,2]", "[2,1]", "answer[0]: expected 1, found 2"),
                 ("[true]", "[false]", "answer[0]"),
                 ("[0]", "[false]", "answer[0]"),
                 ("text", "{}", "texts")]
        for expected, found, problem in cases:
            with self.subTest(expected=expected, found=found):
                self.assertIn(problem, difference(expected, found))

    def test_accidents_and_what_the_request_ignores(self):
        self.assertIsNone(difference('{"took":1}', '{"took":2}'))
        self.assertIsNone(difference('{"error":{"index_uuid":"a"}}', '{"error":{}}'))
        one = '{"hits":{"hits":[{"_id":"a","x":1},{"_id":"b","x":1}]}}'
        two = '{"hits":{"hits":[{"_id":"a","x":2},{"_id":"b","x":3}]}}'
        self.assertIn("hits.hits[0].x", difference(one, two))
        self.assertIsNone(difference(one, two, ("hits.hits.*.x",)))


if __name__ == "__main__":
    unittest.main()
