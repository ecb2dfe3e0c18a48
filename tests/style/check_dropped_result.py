#!/usr/bin/env python3
"""A Status or Result that nobody looks at does not compile."""

import argparse
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def compiles(compiler, *definitions):
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Werror", "-I", str(ROOT),
               *definitions, str(HERE / "dropped_result.cc")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", default="c++")
    compiler = parser.parse_args().compiler
    good, errors = compiles(compiler)
    if not good:
        sys.exit(f"the file that drops nothing does not compile:\n{errors}")
    for definition in ("-DDROP_STATUS", "-DDROP_RESULT"):
        good, errors = compiles(compiler, definition)
        if good:
            sys.exit(f"with {definition} it compiles: a dropped failure goes unnoticed")
        if "nodiscard" not in errors:
            sys.exit(f"with {definition} it fails for another reason:\n{errors}")
    print("a dropped Status and a dropped Result do not compile")


if __name__ == "__main__":
    main()
