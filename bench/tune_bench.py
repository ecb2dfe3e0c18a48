#!/usr/bin/env python3
"""Does `likewise tune` find about the best codebook of a grid that it has no time to measure?

  bench/tune_bench.py vectors.npy --queries queries.npy --grid grid.json
  bench/tune_bench.py vectors.npy --queries queries.npy --grid grid.json --budget 10m

Measures n x m x groupings once (kept in --grid, gone on with when interrupted), on the second half
of the queries. With --budget, `tune` gets the vectors and the first half of the queries; its winner
is then measured on the second half, too. Exit code 1 if it is more than 0.03 below the grid's best
recall@10 of plain token queries. Needs numpy.
"""

import argparse
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy

GROUPS = (64, 96, 128, 192)
CLUSTERS = (8, 16, 32, 64)
GROUPINGS = ("pca-rotated", "rotated", "pca-balanced", "contiguous", "shuffled", "decorrelated",
             "correlated")
ALLOWED = 0.03


def run(*arguments):
    return subprocess.run([str(argument) for argument in arguments], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def recalls(options, model, queries):
    measured = json.loads(run(options.binary, "eval", options.vectors, "--model", model,
                              "--queries", queries, "--tokens-only", "--json"))
    return {mode["mode"]: [mode["recall"], mode["standard_error"]] for mode in measured["modes"]}


def measure_grid(options, queries, folder):
    grid = json.loads(options.grid.read_text()) if options.grid.exists() else {}
    for grouping, groups, clusters in itertools.product(GROUPINGS, GROUPS, CLUSTERS):
        name = f"{grouping} n {groups} m {clusters}"
        if name in grid:
            continue
        model = folder / "grid.lwm"
        run(options.binary, "train", options.vectors, "--groups", groups, "--clusters", clusters,
            "--grouping", grouping, "--metric", options.metric, "--progress", "none", "-o", model)
        grid[name] = recalls(options, model, queries)
        options.grid.write_text(json.dumps(grid, indent=1))
    return grid


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=pathlib.Path)
    parser.add_argument("--queries", type=pathlib.Path, required=True)
    parser.add_argument("--grid", type=pathlib.Path, required=True)
    parser.add_argument("--budget")
    parser.add_argument("--metric", default="l2")
    parser.add_argument("--binary", type=pathlib.Path, default="build/release/likewise")
    options = parser.parse_args()
    options.binary = options.binary.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        queries = numpy.load(options.queries)
        half = len(queries) // 2
        numpy.save(folder / "choose.npy", queries[:half])
        numpy.save(folder / "report.npy", queries[half:])
        grid = measure_grid(options, folder / "report.npy", folder)
        best = max(grid, key=lambda name: grid[name]["tokens"][0])
        print(f"grid: {best}: {grid[best]['tokens'][0]:.4f} ± {grid[best]['tokens'][1]:.4f}")
        if not options.budget:
            return 0
        start = time.monotonic()
        run(options.binary, "tune", options.vectors, "--queries", folder / "choose.npy", "--metric",
            options.metric, "--budget", options.budget, "--progress", "none", "--assign", 1,
            "-o", folder / "tuned")
        seconds = time.monotonic() - start
        model = next((folder / "tuned").glob("*.lwm"))
        found = recalls(options, model, folder / "report.npy")["tokens"]
        print(run(options.binary, "inspect", model, "--summary"))
        print(f"tune: {found[0]:.4f} ± {found[1]:.4f} on {len(queries) - half} other queries, "
              f"after {seconds:.0f} s; {grid[best]['tokens'][0] - found[0]:+.4f} below the best")
        return 0 if found[0] >= grid[best]["tokens"][0] - ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
