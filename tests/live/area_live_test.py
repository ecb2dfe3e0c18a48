#!/usr/bin/env python3
"""likewise and a real server give the same answers, whole, to the requests of tests/live/areas.

One real server and one likewise are started for all areas; --area asks only one of them. Exit code
77 (skipped) when there is no JDK or Maven for the kind.
"""

import importlib
import json
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

import live_comparison  # noqa: E402
from answer_comparison import difference  # noqa: E402
from harness.likewise_server import LikewiseServer  # noqa: E402
from harness.real_server import RealServer  # noqa: E402
from live_comparison import DIALECT  # noqa: E402

AREAS = sorted(path.stem for path in (HERE / "areas").glob("*.py") if path.stem != "__init__")

SHOWN = 10  # differences printed for each area


def load(client, name, index):
    body = dict(index.body)
    body["settings"] = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1",
                        **body.get("settings", {})}
    client.expect(200, "PUT", f"/{name}", body)
    if index.documents:
        client.bulk(name, index.documents, chunk=len(index.documents), refresh=True)


def repeats_a_word(body):
    """Whether some word stands twice in a request.

    Lucene merges equal clauses in a hash map of terms, whose hash has a seed that every JVM draws
    anew: in such a request the order of a tree's branches is that run's alone.
    """
    words = re.findall(r"\w+", " ".join(strings_of(body)))
    return len(words) != len(set(words))


def strings_of(value):
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in strings_of(item)]


def problem_of(request, expected, found):
    if expected.status != found.status:
        return (f"status {expected.status} expected, found {found.status}\n"
                f"  expected {expected.text[:600]}\n  found    {found.text[:600]}")
    branches = ("children", "details", "description") if repeats_a_word(request.body) else ()
    return difference(expected.text, found.text, request.ignore, unordered=branches)


def compare_area(name, rng, kind, real, ours):
    """(answers compared, answers that differ)"""
    area = importlib.import_module(f"areas.{name}")
    if kind not in getattr(area, "KINDS", DIALECT):
        print(f"{kind} {name}: LEFT OUT, the area is not for this engine", flush=True)
        return 0, 0
    for client in (real, ours):
        for index, content in area.INDICES.items():
            load(client, index, content)
    done = failures = 0
    for request in area.requests(rng, kind):
        expected, found = (client.request(request.method, request.path, request.body,
                                          request.content_type) for client in (real, ours))
        problem = problem_of(request, expected, found)
        done += 1
        if problem:
            failures += 1
            if failures <= SHOWN:
                body = request.body if isinstance(request.body, str) else json.dumps(request.body)
                print(f"DIFFERS {name}: {request.method} {request.path} {body}\n  {problem[:1500]}",
                      flush=True)
    for client in (real, ours):
        for index in area.INDICES:
            client.expect(200, "DELETE", f"/{index}")
    assert done > 0, f"area {name} asks nothing"
    print(f"{kind} {name}: {done - failures} of {done} answers agree", flush=True)
    return done, failures


def run(arguments, binary):
    failures = done = 0
    with RealServer(arguments.kind) as real_server, \
            LikewiseServer(binary, DIALECT[arguments.kind]) as our_server:
        for name in [arguments.area] if arguments.area else AREAS:
            asked, differing = compare_area(name, random.Random(arguments.seed), arguments.kind,
                                            real_server.client(), our_server.client())
            done += asked
            failures += differing
    print(f"{arguments.kind}: {done - failures} of {done} answers agree", flush=True)
    return failures


if __name__ == "__main__":
    live_comparison.main(__doc__.splitlines()[0], run, seed=7, area="")
