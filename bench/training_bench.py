#!/usr/bin/env python3
"""Training and encoding at the method's size beside scikit-learn, in one run.

  bench/training_bench.py --binary build/release/likewise            # 120,000 x 4,096, n 256, m 32
  bench/training_bench.py --binary build/release/likewise --rows 20000 --dimensions 512 --groups 32

Synthetic vectors: rows around 2,000 centres, neighbouring dimensions correlated (each 0.9 of the one
before it). likewise trains and encodes all groups from a .npy file, reading included; scikit-learn
works on a sample of the groups (--sample-groups), already in memory, and its time is scaled up. Both
use all cores. Three comparisons: scikit-learn's KMeans(n_init=1) with its own stopping rule against
likewise with few iterations (inertia within 3 %) and with more (within 1 %), and the same number of
Lloyd iterations from the same kind of seeds. Needs numpy and scikit-learn (PyPI).
"""

import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import time

import numpy
from sklearn.cluster import KMeans

BLOCK = 4096


def write_vectors(path, rows, dimensions, seed):
    random = numpy.random.default_rng(seed)
    centres = correlated(random.standard_normal((2000, dimensions), dtype=numpy.float32))
    out = numpy.lib.format.open_memmap(path, "w+", numpy.float32, (rows, dimensions))
    for first in range(0, rows, BLOCK):
        count = min(BLOCK, rows - first)
        noise = correlated(random.standard_normal((count, dimensions), dtype=numpy.float32))
        out[first:first + count] = centres[random.integers(0, len(centres), count)] + noise
    out.flush()


def correlated(values):
    for column in range(1, values.shape[1]):
        values[:, column] = 0.9 * values[:, column - 1] + 0.436 * values[:, column]
    return values


def timed(*arguments):
    """Seconds and the greatest resident memory in bytes of a program."""
    start = time.monotonic()
    process = subprocess.Popen([str(argument) for argument in arguments],
                               stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"failed: {arguments}")
    return time.monotonic() - start, usage.ru_maxrss * 1024


def group_inertia(binary, model):
    text = subprocess.run([binary, "inspect", model, "--json"], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    groups = json.loads(text)["groups"]
    return [group["variance"] * (1 - group["explained"]) for group in groups]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default="build/release/likewise")
    parser.add_argument("--rows", type=int, default=120000)
    parser.add_argument("--dimensions", type=int, default=4096)
    parser.add_argument("--groups", type=int, default=256)
    parser.add_argument("--clusters", type=int, default=32)
    parser.add_argument("--sample-groups", type=int, default=4)
    parser.add_argument("--folder", type=pathlib.Path, help="where 2 GB of vectors fit")
    options = parser.parse_args()
    options.binary = options.binary.resolve()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        compare(options, pathlib.Path(name))


def compare(options, folder):
    vectors, model = folder / "vectors.npy", folder / "model.lwm"
    write_vectors(vectors, options.rows, options.dimensions, 1)
    data = numpy.load(vectors, mmap_mode="r")
    width = options.dimensions // options.groups
    sample = range(0, options.groups, options.groups // options.sample_groups)
    sections = {group: numpy.ascontiguousarray(data[:, group * width:(group + 1) * width])
                for group in sample}
    scale = options.groups / len(sections)

    def sklearn(**more):
        inertia, seconds, models = {}, 0.0, {}
        for group, section in sections.items():
            kmeans = KMeans(options.clusters, n_init=1, random_state=1, **more)
            start = time.monotonic()
            kmeans.fit(section)
            seconds += time.monotonic() - start
            inertia[group], models[group] = kmeans.inertia_ / options.rows, kmeans
        return seconds * scale, inertia, models

    def likewise(*more):
        seconds, memory = timed(options.binary, "train", vectors, "--groups", options.groups,
                                "--clusters", options.clusters, "--progress", "none", "-o", model,
                                *more)
        inertia = group_inertia(options.binary, model)
        return seconds, {group: inertia[group] for group in sections}, memory

    def line(text, theirs, ours, their_inertia, our_inertia, memory):
        worse = sum(our_inertia.values()) / sum(their_inertia.values()) - 1
        print(f"| {text} | {theirs:.1f} s | {ours:.1f} s | {theirs / ours:.1f} x | "
              f"{100 * worse:+.2f} % | {memory / data.nbytes:.2f} |", flush=True)

    print(f"{options.rows} x {options.dimensions}, n {options.groups}, m {options.clusters}; "
          f"scikit-learn on {len(sections)} groups, scaled")
    print("| | scikit-learn | likewise | faster | inertia | memory / input |\n|---|---|---|---|---|---|")
    seconds, inertia, models = sklearn()
    for text, more in (("KMeans, quick", ("--iterations", 25)),
                       ("KMeans, thorough", ("--iterations", 100, "--tolerance", 1e-4))):
        ours, our_inertia, memory = likewise(*more)
        line(text, seconds, ours, inertia, our_inertia, memory)
    lloyd, lloyd_inertia, _ = sklearn(max_iter=25, tol=0.0)
    ours, our_inertia, memory = likewise("--iterations", 25, "--tolerance", 0)
    line("Lloyd, 25 iterations", lloyd, ours, lloyd_inertia, our_inertia, memory)
    start = time.monotonic()
    for group, section in sections.items():
        models[group].predict(section)
    predict = (time.monotonic() - start) * scale
    ours, memory = timed(options.binary, "encode", vectors, "--model", model, "--progress", "none",
                         "-o", "/dev/null")
    print(f"| encode (ours with reading and writing JSON) | {predict:.1f} s | {ours:.1f} s | "
          f"{predict / ours:.1f} x | | {memory / data.nbytes:.2f} |")


if __name__ == "__main__":
    main()
