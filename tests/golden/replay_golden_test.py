#!/usr/bin/env python3
"""The comparison itself: what replay_golden.py calls a difference, and what not."""

import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

import replay_golden  # noqa: E402


class StandInAnswer:
    def __init__(self, status, body):
        self.status = status
        self.json = body
        self.text = str(body)


class DifferencesTest(unittest.TestCase):
    def paths(self, expected, found):
        return [path for path, _, _ in replay_golden.differences(expected, found)]

    def test_equal_values_have_none(self):
        value = {"hits": [{"_id": "1", "_score": 1.5}], "max_score": None, "timed_out": False}
        self.assertEqual(self.paths(value, dict(value)), [])

    def test_scores_are_compared_as_32_bit_floats(self):
        self.assertEqual(self.paths({"_score": 0.1}, {"_score": 0.10000000149011612}), [])
        self.assertEqual(self.paths({"_score": 0.1}, {"_score": 0.10000001}), ["_score"])

    def test_an_integer_is_not_a_float(self):
        self.assertEqual(self.paths({"value": 6}, {"value": 6.0}), ["value"])

    def test_true_is_not_one(self):
        self.assertEqual(self.paths({"value": True}, {"value": 1}), ["value"])

    def test_order_of_hits_counts(self):
        self.assertEqual(self.paths([{"_id": "1"}, {"_id": "2"}], [{"_id": "2"}, {"_id": "1"}]),
                         ["[0]._id", "[1]._id"])

    def test_missing_and_surplus_members_are_told(self):
        self.assertEqual(self.paths({"a": 1}, {"b": 1}), ["a", "b"])

    def test_took_may_differ_but_must_be_there(self):
        self.assertEqual(self.paths({"took": 0}, {"took": 7}), [])
        self.assertEqual(self.paths({"took": 0}, {}), ["took"])

    def test_lists_of_other_length_differ(self):
        self.assertEqual(self.paths([1, 2], [1]), [".length"])


class CompareCaseTest(unittest.TestCase):
    def test_reasons_of_the_java_reader_are_not_compared(self):
        case = {"status": 400, "response": {"status": 400, "error": {
            "type": "json_parse_exception", "reason": "at [Source: Stream@1]"}}}
        found = {"status": 400, "error": {"type": "json_parse_exception", "reason": "ours"}}
        self.assertEqual(replay_golden.compare_case(case, StandInAnswer(400, found)), [])
        found["error"]["type"] = "parsing_exception"
        self.assertEqual(len(replay_golden.compare_case(case, StandInAnswer(400, found))), 1)

    def test_status_is_compared(self):
        case = {"status": 400, "response": {}}
        self.assertEqual(replay_golden.compare_case(case, StandInAnswer(200, {})),
                         [("HTTP status", 400, 200)])


class ListTest(unittest.TestCase):
    def names(self):
        for path in replay_golden.DATA.glob("*/*.json"):
            golden = replay_golden.json.loads(path.read_text(encoding="utf-8"))
            for case in golden["cases"]:
                yield f"{path.parent.name}/{path.stem}/{case['name']}"

    def test_names_only_recorded_cases(self):
        self.assertEqual(replay_golden.listed_cases() - set(self.names()), set())

    def test_a_listed_case_that_agrees_is_a_surprise(self):
        tally = replay_golden.Tally()
        tally.add("es7/x/y", [], {"es7/x/y"}, quiet=True)
        self.assertEqual(tally.surprises, 1)

    def test_a_differing_case_is_a_surprise_only_if_not_listed(self):
        tally = replay_golden.Tally()
        tally.add("es7/x/y", [("p", 1, 2)], {"es7/x/y"}, quiet=True)
        self.assertEqual(tally.surprises, 0)
        tally.add("es7/x/z", [("p", 1, 2)], {"es7/x/y"}, quiet=True)
        self.assertEqual(tally.surprises, 1)


if __name__ == "__main__":
    unittest.main()
