#!/usr/bin/env python3
"""Files of at most 400 lines, functions of at most 60, parameters of at most 6.

Beyond that a warning, and beyond 600 and 80 a failure; more than 6 parameters always fail. The
longest of each are printed. Function bounds are found by braces, which clang-format makes reliable.
"""

import argparse
import dataclasses
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import source_tree  # noqa: E402

FILE_WARN, FILE_FAIL = 400, 600
FUNCTION_WARN, FUNCTION_FAIL = 60, 80
PARAMETERS = 6

CPP = {".h", ".cc"}
MEASURED = CPP | {".py", ".java", ".sh", ".cmake", ".fbs"}

# Tables of data are as long as the data; their names say that they are one.
DATA = re.compile(r"(^|/)recorded_\w+\.h$|_generated\.h$")

# A brace after one of these opens a scope in which functions are defined.
SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b[^()]*$")


@dataclasses.dataclass(frozen=True)
class Function:
    name: str
    line: int
    lines: int
    parameters: int


def blank_out(text):
    """The text with comments, literals and preprocessor lines replaced by blanks, lines kept."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
        r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*", re.DOTALL | re.MULTILINE)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def matching(text, start, opening, closing):
    """Offset of the bracket that closes the one at `start`."""
    depth = 0
    for position in range(start, len(text)):
        depth += (text[position] == opening) - (text[position] == closing)
        if depth == 0:
            return position
    return len(text) - 1


def count_parameters(text):
    """Number of parameters in the text between the parentheses."""
    if not text.strip() or text.strip() == "void":
        return 0
    depth, commas = 0, 0
    for character in text:
        depth += (character in "(<[{") - (character in ")>]}")
        commas += character == "," and depth == 0
    return commas + 1


def parameter_list(head):
    """(name, text between the parentheses) of a function head, or None."""
    found = re.search(r"(operator\s*\(\s*\)|operator\s*[^\s(]+|[\w:~]+(?:<[^()]*>)?)\s*\(", head)
    if not found:
        return None
    opening = found.end() - 1
    return found.group(1), head[opening + 1:matching(head, opening, "(", ")")]


def is_member_initializer(head):
    """True if the brace after `head` initializes a member: `A::A(int b) : b_{`."""
    named = parameter_list(head)
    return bool(named) and re.search(r"\)\s*(noexcept\s*)?:\s", head) is not None and \
        re.search(r"[\w>]\s*$", head) is not None


def is_initialized(head):
    """True for `const auto f = [](int a)`: a value, not a function."""
    before = re.sub(r"operator\s*[^\s(]+|<[^<>]*>", "", head[:head.index("(")])
    return "=" in before


def functions_in(text):
    """Every function defined in C++ text (bodies within bodies belong to the outer one)."""
    text = blank_out(text)
    position, head_start = 0, 0
    while position < len(text):
        character = text[position]
        if character == ";" or character == "}":
            head_start = position + 1
        elif character == "{":
            head = text[head_start:position]
            if is_member_initializer(head):
                position = matching(text, position, "{", "}") + 1
                continue
            if SCOPE.search(re.sub(r"<[^<>]*>", "", head)) and "(" not in head:
                head_start = position + 1  # look inside
            else:
                end = matching(text, position, "{", "}")
                named = parameter_list(head)
                if named and not is_initialized(head):
                    first = head_start + len(head) - len(head.lstrip())
                    yield Function(named[0], text.count("\n", 0, first) + 1,
                                   text.count("\n", first, end) + 1, count_parameters(named[1]))
                position = head_start = end + 1
                continue
        position += 1


class Report:
    def __init__(self):
        self.warnings, self.failures = [], []
        self.files, self.functions = [], []

    def add_file(self, name, text):
        lines = text.count("\n")
        self.files.append((lines, name))
        if lines > FILE_WARN:
            target = self.failures if lines > FILE_FAIL else self.warnings
            target.append(f"{name}: {lines} lines (at most {FILE_WARN})")

    def add_function(self, name, function):
        where = f"{name}:{function.line}: {function.name}"
        self.functions.append((function.lines, where))
        if function.lines > FUNCTION_WARN:
            target = self.failures if function.lines > FUNCTION_FAIL else self.warnings
            target.append(f"{where}: {function.lines} lines (at most {FUNCTION_WARN})")
        if function.parameters > PARAMETERS:
            self.failures.append(
                f"{where}: {function.parameters} parameters (at most {PARAMETERS}, else a struct)")


def check_tree(root):
    report = Report()
    for path in source_tree.files(MEASURED, root):
        name = source_tree.name(path, root)
        if DATA.search(name):
            continue
        text = path.read_text(encoding="utf-8")
        report.add_file(name, text)
        if path.suffix in CPP:
            for function in functions_in(text):
                report.add_function(name, function)
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=source_tree.ROOT)
    report = check_tree(parser.parse_args().root.resolve())
    for lines, name in sorted(report.files, reverse=True)[:3]:
        print(f"longest file      {lines:4} lines  {name}")
    for lines, where in sorted(report.functions, reverse=True)[:3]:
        print(f"longest function  {lines:4} lines  {where}")
    print("\n".join([f"warning: {w}" for w in report.warnings]
                    + [f"FAILURE: {f}" for f in report.failures]))
    print(f"{len(report.files)} files, {len(report.functions)} functions, "
          f"{len(report.warnings)} warnings, {len(report.failures)} failures")
    sys.exit(1 if report.failures else 0)


if __name__ == "__main__":
    main()
