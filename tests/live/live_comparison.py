"""What the comparisons with a real server share: dialects, arguments, the skip, the exit code."""

import argparse
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from harness.likewise_server import find_binary  # noqa: E402
from harness.real_server import why_unavailable  # noqa: E402

SKIPPED = 77

# How likewise is told to answer like each of them.
DIALECT = {"es7": ["--compat-version", "7.10.2"], "es9": ["--compat-version", "9.5.3"],
           "os3": ["--scoring", "opensearch"]}


def main(description, run, **options):
    """Parses --binary, --kind and the given options (name=default), calls run(arguments, binary)
    and fails if it returns a number of differing answers other than 0. Exit code 77 (skipped) when
    there is no JDK or Maven for the kind."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--binary", help="the likewise to test; default: $LIKEWISE_BINARY")
    parser.add_argument("--kind", choices=sorted(DIALECT), default="es7")
    for name, default in options.items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    arguments = parser.parse_args()
    reason = why_unavailable(arguments.kind)
    if reason:
        print(f"SKIPPED: NOT COMPARED WITH A REAL SERVER: {reason}")
        sys.exit(SKIPPED)
    failures = run(arguments, find_binary(arguments.binary))
    if failures:
        sys.exit(f"{failures} answers differ from {arguments.kind}'s")
