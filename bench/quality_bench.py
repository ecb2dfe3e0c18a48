#!/usr/bin/env python3
"""Recall@10 of every grouping, mean over seeds, beside Faiss's product quantizer at equal bytes.

  bench/quality_bench.py --binary build/release/likewise vectors.npy --queries queries.npy
  bench/quality_bench.py --binary build/release/likewise vectors.npy --queries queries.npy \
      --metric cosine --groups 96 --clusters 16

Prints one Markdown table: mean over the seeds, +- the standard deviation over them. Needs numpy;
with faiss (PyPI: faiss-cpu) installed the last row is PQ with the same bytes per vector.
"""

import argparse
import json
import math
import pathlib
import statistics
import subprocess
import sys
import tempfile

import numpy

GROUPINGS = ("contiguous", "shuffled", "decorrelated", "correlated", "rotated", "pca-rotated",
             "pca-balanced")


def run(*arguments):
    return subprocess.run([str(argument) for argument in arguments], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def recalls_of(options, grouping, seed, folder):
    """Mode -> recall@10 of one codebook."""
    model = folder / "model.lwm"
    run(options.binary, "train", options.vectors, "--groups", options.groups, "--clusters",
        options.clusters, "--grouping", grouping, "--metric", options.metric, "--seed", seed,
        "--progress", "none", "-o", model)
    measured = json.loads(run(options.binary, "eval", options.vectors, "--model", model,
                              "--queries", options.queries, "--json"))
    return {mode["mode"]: mode["recall"] for mode in measured["modes"]}


def product_quantizer_recalls(options, code_bytes):
    """Recall@10 of Faiss PQ <code_bytes> x 8 bit, one number per seed; None without Faiss."""
    try:
        import faiss
    except ImportError:
        return None
    rows = numpy.load(options.vectors).astype(numpy.float32)
    queries = numpy.load(options.queries).astype(numpy.float32)
    if options.metric == "cosine":
        faiss.normalize_L2(rows)
        faiss.normalize_L2(queries)
    missing = -rows.shape[1] % code_bytes  # Faiss wants sections of equal width: zeros change nothing
    rows, queries = (numpy.pad(part, ((0, 0), (0, missing))) for part in (rows, queries))
    flat = faiss.IndexFlatL2(rows.shape[1])
    flat.add(rows)
    truth = flat.search(queries, 10)[1]
    recalls = []
    for seed in range(1, options.seeds + 1):
        quantizer = faiss.IndexPQ(rows.shape[1], code_bytes, 8)
        quantizer.pq.cp.seed = seed
        quantizer.train(rows)
        quantizer.add(rows)
        found = quantizer.search(queries, 10)[1]
        recalls.append(float(numpy.mean([len(set(a) & set(b)) / 10
                                         for a, b in zip(truth, found)])))
    return recalls


def cell(values):
    spread = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.3f} ± {spread:.3f}"


def print_row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=pathlib.Path)
    parser.add_argument("--queries", type=pathlib.Path, required=True)
    parser.add_argument("--binary", type=pathlib.Path, default="build/release/likewise")
    parser.add_argument("--groups", type=int, default=128)
    parser.add_argument("--clusters", type=int, default=32)
    parser.add_argument("--metric", default="l2")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--groupings", default=",".join(GROUPINGS))
    options = parser.parse_args()
    options.binary = options.binary.resolve()
    modes = None
    means = {}
    with tempfile.TemporaryDirectory() as folder:
        for grouping in options.groupings.split(","):
            runs = [recalls_of(options, grouping, seed, pathlib.Path(folder))
                    for seed in range(1, options.seeds + 1)]
            if modes is None:
                modes = list(runs[0])
                print_row(f"n {options.groups}, m {options.clusters}, {options.metric}", *modes)
                print("|---" * (len(modes) + 1) + "|")
            print_row(grouping, *(cell([one[mode] for one in runs]) for mode in modes))
            means[grouping] = {mode: statistics.mean(one[mode] for one in runs) for mode in modes}
    if {"contiguous", "pca-rotated"} <= means.keys():
        ratio = means["pca-rotated"]["tokens"] / means["contiguous"]["tokens"]
        print(f"\ntokens: pca-rotated finds {ratio:.2f} times what contiguous finds")
    code_bytes = math.ceil(options.groups * math.log2(options.clusters) / 8)
    pq = product_quantizer_recalls(options, code_bytes)
    if pq is None:
        print("Faiss is not installed: no comparison at equal bytes", file=sys.stderr)
    else:
        best = max(means, key=lambda grouping: means[grouping]["adc"])
        print(f"adc, {code_bytes} bytes a vector: {best} {means[best]['adc']:.3f}, "
              f"Faiss PQ {code_bytes}x8 {cell(pq)}")


if __name__ == "__main__":
    main()
