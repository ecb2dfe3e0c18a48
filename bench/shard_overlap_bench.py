#!/usr/bin/env python3
"""What shards change: overlap of the first hits between likewise and a real Elasticsearch 7 whose
index has 1, 3 or 5 shards, on Fashion-MNIST's tokens, as a table for docs/mirror.md.

  bench/shard_overlap_bench.py --binary build/release/likewise [--documents N] [--queries N]

The default more_like_this query (25 terms) and one of all tokens, each with query_then_fetch and
dfs_query_then_fetch; of the slow queries of all tokens a fifth. Needs JDK 17 and Maven. Exit code 77 without them.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT / "tests" / "live"))

import fashion_mnist  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402
from harness.real_server import RealServer, why_unavailable  # noqa: E402

INDEX = "images"
# Name -> (parameters, one of how many pictures is asked for).
KINDS = {"default (25 terms)": ({}, 1),
         "all tokens": ({"max_query_terms": 1000, "min_doc_freq": 1}, 5)}
SEARCH_TYPES = ("query_then_fetch", "dfs_query_then_fetch")


def run_likewise(binary, folder, *arguments, codes=(0,)):
    done = subprocess.run([binary, *arguments, "--progress", "none"], cwd=folder,
                          capture_output=True, text=True, check=False)
    assert done.returncode in codes, f"{arguments}: {done.returncode}: {done.stdout}{done.stderr}"
    return done.stdout


def write_queries(folder, pictures):
    """kind of query -> file of search bodies."""
    files = {}
    for number, (kind, (parameters, every)) in enumerate(KINDS.items()):
        files[kind] = pathlib.Path(folder, f"queries{number}.ndjson")
        files[kind].write_text("".join(json.dumps({
            "size": 10, "_source": False, "query": {"more_like_this": {
                "fields": ["feature_vector.keyword"], "like": [{"_index": INDEX, "_id": picture}],
                "min_term_freq": 1, **parameters}}}) + "\n" for picture in pictures[::every]),
            encoding="utf-8")
    return files


def measure(binary, folder, ours, real, files):
    for shards in (1, 3, 5):
        run_likewise(binary, folder, "mirror", "--from", ours, "--index", INDEX, "--to",
                     f"{real}/{INDEX}", "--shards", str(shards), "--replicas", "0", "--checkpoint",
                     f"{shards}.json")
        for kind, file in files.items():
            for search_type in SEARCH_TYPES:
                found = json.loads(run_likewise(
                    binary, folder, "compare", "--left", ours, "--right", real, "--index", INDEX,
                    "--queries", str(file), "--search-type", search_type, "--json", codes=(0, 1)))
                times = found["right"]["milliseconds"]
                print(f"| {shards} | {kind} | `{search_type}` | {found['queries']} | "
                      f"{found['overlap']:.3f} | "
                      f"{100 * found['agreeing'] / found['queries']:.1f} % | "
                      f"{found['score_difference']:.3g} | {times['p50']:.1f} ms |", flush=True)
        subprocess.run(["curl", "-sf", "-o", "/dev/null", "-XDELETE", f"{real}/{INDEX}"],
                       check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary")
    parser.add_argument("--documents", type=int, default=70_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=20)
    arguments = parser.parse_args()
    binary = find_binary(arguments.binary)
    reason = why_unavailable("es7")
    if reason:
        print(f"SKIPPED: {reason}")
        sys.exit(77)
    rng = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(prefix="likewise-shards-") as folder, \
            LikewiseServer(binary, ["--compat-version", "7.10.2"]) as ours:
        documents = fashion_mnist.token_documents(binary, folder, arguments.documents)
        client = ours.client()
        client.expect(200, "PUT", f"/{INDEX}", {"mappings": {"date_detection": False}})
        client.bulk(INDEX, documents, refresh=True)
        files = write_queries(folder, [i for i, _ in rng.sample(documents, arguments.queries)])
        print(f"{len(documents)} documents, {arguments.queries} queries\n\n"
              "| shards | query | search type | queries | overlap@10 | agree but for ties | "
              "largest score difference | p50 |\n|---|---|---|---|---|---|---|---|", flush=True)
        with RealServer("es7", heap="2g") as real:
            measure(binary, folder, f"http://127.0.0.1:{ours.port}",
                    f"http://127.0.0.1:{real.port}", files)


if __name__ == "__main__":
    main()
