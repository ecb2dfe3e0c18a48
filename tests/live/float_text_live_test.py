#!/usr/bin/env python3
"""Number texts are those of a real JVM's Float.toString (JDK 19 or later): 400,000 random floats.

Exit code 77 (skipped) when there is no such JDK.
"""

import argparse
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from harness.real_server import find_jdk  # noqa: E402

COUNT = 400_000
SKIPPED = 77


def lines_of(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--printer", required=True, help="the program print_floats")
    parser.add_argument("--seed", default="2026")
    arguments = parser.parse_args()
    home = None if os.environ.get("LIKEWISE_NO_JVM") else find_jdk(19)
    if home is None:
        print("SKIPPED: FLOAT TEXTS NOT COMPARED WITH A JVM: no JDK 19 or later")
        sys.exit(SKIPPED)
    expected = lines_of([f"{home}/bin/java", str(HERE / "PrintFloats.java"), str(COUNT),
                         arguments.seed])
    found = lines_of([arguments.printer, str(COUNT), arguments.seed])
    assert len(expected) == len(found) == COUNT, (len(expected), len(found))
    differing = [pair for pair in zip(expected, found) if pair[0] != pair[1]]
    print(f"{COUNT - len(differing)} of {COUNT} texts agree with {home}")
    if differing:
        sys.exit(f"expected, found: {differing[:10]}")


if __name__ == "__main__":
    main()
