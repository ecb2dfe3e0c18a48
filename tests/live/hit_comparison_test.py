#!/usr/bin/env python3
"""What counts as the same answer."""

import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from hit_comparison import difference  # noqa: E402


def answer(*hits, total=None):
    return {"hits": {"total": {"value": total or len(hits), "relation": "eq"},
                     "max_score": hits[0][1] if hits else None,
                     "hits": [{"_id": i, "_score": s} for i, s in hits]}}


class DifferenceTest(unittest.TestCase):
    def test_equal_answers_have_none(self):
        self.assertIsNone(difference(answer(("1", 2.0)), answer(("1", 2.0)), True))
        self.assertIsNone(difference(answer(), answer(), True))

    def test_a_score_one_bit_off_is_told(self):
        self.assertIn("score", difference(answer(("1", 2.0)), answer(("1", 2.0000002)), True))

    def test_order_of_ties_counts_only_if_asked(self):
        left = answer(("1", 2.0), ("2", 2.0), ("3", 1.0))
        right = answer(("2", 2.0), ("1", 2.0), ("3", 1.0))
        self.assertIn("hits", difference(left, right, True))
        self.assertIsNone(difference(left, right, False))

    def test_ties_cut_by_the_page_may_show_other_documents(self):
        left, right = answer(("1", 2.0), ("2", 1.0)), answer(("1", 2.0), ("3", 1.0))
        self.assertIsNone(difference(left, right, False))

    def test_another_document_before_the_cut_is_told(self):
        left, right = answer(("1", 2.0), ("2", 1.0)), answer(("9", 2.0), ("2", 1.0))
        self.assertIn("hits of score", difference(left, right, False))

    def test_totals_count(self):
        self.assertIn("total", difference(answer(("1", 2.0), total=5), answer(("1", 2.0)), True))


if __name__ == "__main__":
    unittest.main()
