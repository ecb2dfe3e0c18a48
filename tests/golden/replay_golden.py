#!/usr/bin/env python3
"""Replays recorded answers of real servers against likewise, over HTTP, and compares every case.

    replay_golden.py --binary build/release/likewise es7/a_parameters.json
    replay_golden.py --binary … --all                 every file, as a table
    replay_golden.py --binary … --all --print-differing  lines for not_yet_agreeing.txt

A case that differs fails, unless not_yet_agreeing.txt names it; a case named there that agrees
fails too, so that the list can only shrink.
"""

import argparse
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from harness.numbers import float32_bits, same_number  # noqa: E402

DATA = HERE / "data"
LIST = HERE / "not_yet_agreeing.txt"

# Arguments of `likewise serve` that make it answer like the recorded engine.
DIALECT = {"es7": ["--compat-version", "7.10.2"], "os3": ["--scoring", "opensearch"]}

# Recorded while deleted documents still counted in the statistics. likewise's statistics are always
# those of the live documents, so its answer equals the recording after a merge (c_deletes_purged).
SKIPPED_FILES = {"c_deletes_unmerged.json"}

# Differ from run to run, or name the recording machine.
SCRUBBED = {"took", "node", "_node", "index_uuid"}

# Their reasons quote Java's JSON reader, down to object addresses: status and type are compared.
READER_ERRORS = {"json_parse_exception", "input_coercion_exception"}


def differences(expected, found, path=""):
    """Every place where two JSON values differ, as (path, expected, found)."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(expected.keys() | found.keys()):
            where = f"{path}.{key}" if path else key
            if key in SCRUBBED and key in expected and key in found:
                continue
            if key not in found:
                yield where, expected[key], "(absent)"
            elif key not in expected:
                yield where, "(absent)", found[key]
            else:
                yield from differences(expected[key], found[key], where)
    elif isinstance(expected, list) and isinstance(found, list):
        for position, (left, right) in enumerate(zip(expected, found)):
            yield from differences(left, right, f"{path}[{position}]")
        if len(expected) != len(found):
            yield f"{path}.length", len(expected), len(found)
    elif is_number(expected) and is_number(found):
        if not same_number(expected, found):
            yield path, show_number(expected), show_number(found)
    elif type(expected) is not type(found) or expected != found:
        yield path, expected, found


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def show_number(value):
    return f"{value} (float bits {float32_bits(value)})" if isinstance(value, float) else value


def compare_case(case, answer):
    """The differences between a recorded case and likewise's answer to the same request."""
    result = []
    if answer.status != case["status"]:
        result.append(("HTTP status", case["status"], answer.status))
    try:
        found = answer.json
    except ValueError:
        return result + [("body", "JSON", answer.text[:200])]
    expected = case["response"]
    error = expected.get("error")
    if isinstance(error, dict) and error.get("type") in READER_ERRORS:
        found_type = found.get("error", {}).get("type") if isinstance(found, dict) else None
        if found_type != error["type"]:
            result.append(("error.type", error["type"], found_type))
        return result
    return result + list(differences(expected, found))


def load(client, golden):
    """Creates the recorded index and brings it into the recorded state."""
    index = golden["index"]
    body = {"settings": golden["settings"]}
    if golden["mappings"] is not None:
        body["mappings"] = golden["mappings"]
    client.expect(200, "PUT", f"/{index}", body)
    client.bulk(index, golden["docs"], chunk=len(golden["docs"]), refresh=True)
    for identifier in golden["deletes"]:
        client.expect(200, "DELETE", f"/{index}/_doc/{identifier}")
    client.expect(200, "POST", f"/{index}/_refresh")


def replay(client, golden):
    """Yields (case name, differences) for each case of one file."""
    load(client, golden)
    for case in golden["cases"]:
        body = case["body_raw"] if "body_raw" in case else json.dumps(case["body"])
        answer = client.request("POST", f"/{golden['index']}/_search", body)
        yield case["name"], compare_case(case, answer)
    client.expect(200, "DELETE", f"/{golden['index']}")


def listed_cases():
    """Names "es7/file/case" from not_yet_agreeing.txt; `#` starts a comment line."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def shorten(value, limit=160):
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= limit else text[:limit] + "…"


class Tally:
    """Counts of one run, and the names of the cases that break the rule of the list."""

    def __init__(self):
        self.agreeing = 0
        self.differing = []
        self.surprises = 0

    def add(self, name, found_differences, listed, quiet):
        if not found_differences:
            self.agreeing += 1
            if name in listed:
                self.surprises += 1
                print(f"AGREES NOW   {name}: take it off {LIST.name}")
            return
        self.differing.append(name)
        unexpected = name not in listed
        self.surprises += unexpected
        if quiet or not unexpected:
            return
        print(f"DIFFERS      {name}")
        for path, expected, found in found_differences[:6]:
            print(f"    {path}\n      expected {shorten(expected)}\n      found    {shorten(found)}")
        if len(found_differences) > 6:
            print(f"    and {len(found_differences) - 6} more differences")


def run_file(binary, path, listed, quiet):
    """Replays one file on a server of its own."""
    golden = json.loads(path.read_text(encoding="utf-8"))
    tally = Tally()
    dialect = path.parent.name
    with LikewiseServer(binary, DIALECT[dialect]) as server:
        client = server.client()
        for case, found_differences in replay(client, golden):
            tally.add(f"{dialect}/{path.stem}/{case}", found_differences, listed, quiet)
        client.close()
    return tally, len(golden["cases"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", help="the likewise to test; default: $LIKEWISE_BINARY")
    parser.add_argument("--all", action="store_true", help="every file under data/")
    parser.add_argument("--print-differing", action="store_true",
                        help="only print the names of differing cases")
    parser.add_argument("files", nargs="*", help="below data/, e.g. es7/a_parameters.json")
    arguments = parser.parse_args()
    binary = find_binary(arguments.binary)
    paths = sorted(DATA.glob("*/*.json")) if arguments.all else [DATA / f for f in arguments.files]
    if not paths:
        parser.error("name a file, or --all")
    listed = listed_cases()
    surprises = 0
    for path in paths:
        if path.name in SKIPPED_FILES:
            print(f"skipped      {path.parent.name}/{path.name}: counts deleted documents (by rule)")
            continue
        tally, cases = run_file(binary, path, listed, arguments.print_differing)
        surprises += tally.surprises
        if arguments.print_differing:
            print("\n".join(tally.differing))
        else:
            print(f"{path.parent.name}/{path.name}: {tally.agreeing} of {cases} cases agree, "
                  f"{len(tally.differing)} differ, {tally.surprises} against the list", flush=True)
    sys.exit(1 if surprises and not arguments.print_differing else 0)


if __name__ == "__main__":
    main()
