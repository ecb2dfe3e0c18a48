#!/usr/bin/env python3
"""Functions are found where they are, with their lengths and parameters."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from check_sizes import Report, functions_in  # noqa: E402

# (C++ text, [(name, first line, lines, parameters)])
CASES = (
    ("int f() {\n  return 1;\n}\n", [("f", 1, 3, 0)]),
    ("namespace a {\nint f(int x, int y) { return x + y; }\n}\n", [("f", 2, 1, 2)]),
    ("class A {\n public:\n  int get() const { return 1; }\n};\n", [("get", 2, 2, 0)]),
    ("A::A(int b) : b_{b}, c_(1) {\n  go();\n}\n", [("A::A", 1, 3, 1)]),
    ("void f(std::map<int, int> a, int b) {\n}\n", [("f", 1, 2, 2)]),
    ("const int kTable[] = {1, 2, 3};\nint f() { return 0; }\n", [("f", 2, 1, 0)]),
    ("// void g() {\nvoid f() {\n  if (a) {\n    b({1});\n  }\n}\n", [("f", 2, 5, 0)]),
    ("void f() {\n  auto g = [](int a) { return a; };\n}\n", [("f", 1, 3, 0)]),
    ("#define M(x) \\\n  do { (x); } while (0)\nvoid f() {\n}\n", [("f", 3, 2, 0)]),
    ('void f() {\n  g("}", \'{\');\n}\n', [("f", 1, 3, 0)]),
    ("template <class T>\nbool operator==(const T& a, const T& b) {\n  return true;\n}\n",
     [("operator==", 1, 4, 2)]),
    ("struct A {\n  int x = 0;\n};\nvoid f(const std::function<void(int, int)>& g) {\n}\n",
     [("f", 4, 2, 1)]),
    ("enum class E : std::uint8_t { kA, kB };\n", []),
)


class FunctionsInTest(unittest.TestCase):
    def test_cases(self):
        for text, expected in CASES:
            with self.subTest(text):
                found = [(f.name, f.line, f.lines, f.parameters) for f in functions_in(text)]
                self.assertEqual(found, expected)


class ReportTest(unittest.TestCase):
    def report(self, text):
        report = Report()
        report.add_file("a.cc", text)
        for function in functions_in(text):
            report.add_function("a.cc", function)
        return len(report.warnings), len(report.failures)

    def test_bounds_of_a_file(self):
        self.assertEqual(self.report("\n" * 400), (0, 0))
        self.assertEqual(self.report("\n" * 401), (1, 0))
        self.assertEqual(self.report("\n" * 601), (0, 1))

    def test_bounds_of_a_function(self):
        def function(lines):
            return "void f() {\n" + "  a();\n" * (lines - 2) + "}\n"
        self.assertEqual(self.report(function(60)), (0, 0))
        self.assertEqual(self.report(function(61)), (1, 0))
        self.assertEqual(self.report(function(81)), (0, 1))

    def test_seven_parameters_fail(self):
        self.assertEqual(self.report("void f(int a, int b, int c, int d, int e, int g) {\n}\n"),
                         (0, 0))
        self.assertEqual(
            self.report("void f(int a, int b, int c, int d, int e, int g, int h) {\n}\n"), (0, 1))


if __name__ == "__main__":
    unittest.main()
