#!/usr/bin/env python3
"""The open questions of the method on one set of vectors, as a page with plots.

  bench/open_questions.py vectors.npy -o docs/open-questions
  bench/open_questions.py /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz

Which dimensions belong together, and which clustering is better than k-means: every grouping x
every clustering. How should m grow with the number of vectors at fixed n, and n at fixed m. Plain
token queries, 500 held out vectors, recall@10 +- the standard error over the queries; what lies
within 2 standard errors of a difference of the best counts as equally good. Writes page.md and
three .svg files into the folder. Needs numpy only for IDX and other inputs it cuts.
"""

import argparse
import json
import math
import pathlib
import subprocess
import tempfile

import numpy

GROUPINGS = ("contiguous", "shuffled", "decorrelated", "correlated", "rotated", "pca-rotated",
             "pca-balanced")
CLUSTERINGS = {"k-means": (), "mini-batch": ("--clustering", "mini-batch"),
               "balanced": ("--clustering", "balanced"), "2 tokens": ("--assign", "2"),
               "outliers 2 %": ("--outliers", "0.02")}
COLORS = ("#1f5fbf", "#b4490c", "#12703c", "#7a3fa0", "#8a6d00", "#b3261e", "#4a5a70")


def load(path):
    """A .npy file, or the rows of an IDX file of pictures."""
    if path.suffix == ".npy":
        return numpy.load(path)
    import gzip
    raw = (gzip.open if path.suffix == ".gz" else open)(path, "rb").read()
    dimensions = raw[3]
    shape = numpy.frombuffer(raw, ">u4", dimensions, 4)
    return numpy.frombuffer(raw, numpy.uint8, -1, 4 + 4 * dimensions).reshape(shape[0], -1)


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        rows = load(options.vectors)
        order = numpy.random.default_rng(1).permutation(len(rows))
        rows = rows[order][:options.most + 500]
        numpy.save(folder / "queries.npy", rows[:500])
        self.rows = rows[500:]
        self.dimensions = rows.shape[1]

    def recall(self, count, grouping, groups, clusters, more=()):
        """Recall@10 and its standard error."""
        vectors, model = self.folder / f"{count}.npy", self.folder / "model.lwm"
        if not vectors.exists():
            numpy.save(vectors, self.rows[:count])
        binary = self.options.binary
        command = [binary, "train", vectors, "--groups", groups, "--clusters", clusters, "--grouping",
                   grouping, "--metric", self.options.metric, "--progress", "none", "-o", model, *more]
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
        command = [binary, "eval", vectors, "--model", model, "--queries",
                   self.folder / "queries.npy", "--tokens-only", "--json"]
        text = subprocess.run([str(part) for part in command], check=True, text=True,
                              stdout=subprocess.PIPE).stdout
        mode = json.loads(text)["modes"][0]
        return mode["recall"], mode["standard_error"]


def as_good(points):
    """Names of the best and of those that it does not beat beyond doubt."""
    best = max(points, key=lambda name: points[name][0])
    return best, [name for name in points
                  if points[best][0] - points[name][0]
                  <= 2 * math.hypot(points[best][1], points[name][1])]


def svg(title, x_label, series):
    """Lines with error bars over the x of the points, evenly spaced."""
    xs = sorted({x for points in series.values() for x in points}, key=float)
    top = max(value + error for points in series.values() for value, error in points.values())
    top = math.ceil(top * 10) / 10
    px = lambda x: 50 + 560 * (xs.index(x) + 0.5) / len(xs)
    py = lambda value: 250 - 220 * value / top
    height = 300 + 16 * math.ceil(len(series) / 3)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" role="img" '
           f'font-family="sans-serif" font-size="12"><title>{title}</title>'
           f'<rect width="640" height="{height}" fill="#fff"/>']
    for mark in range(int(round(top * 10)) + 1):
        y = py(mark / 10)
        out.append(f'<path d="M50 {y:.1f}H610" stroke="#d9dee5"/><text x="44" y="{y + 4:.1f}" '
                   f'text-anchor="end">{mark / 10:.1f}</text>')
    out += [f'<text x="{px(x):.1f}" y="268" text-anchor="middle">{x}</text>' for x in xs]
    out.append(f'<text x="330" y="286" text-anchor="middle">{x_label}</text>'
               f'<text x="8" y="16">recall@10</text>')
    for number, (name, points) in enumerate(series.items()):
        color = COLORS[number % len(COLORS)]
        path = " ".join(f"{'ML'[i > 0]}{px(x):.1f} {py(points[x][0]):.1f}"
                        for i, x in enumerate(x for x in xs if x in points))
        out.append(f'<path d="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        for x, (value, error) in points.items():
            out.append(f'<path d="M{px(x):.1f} {py(value - error):.1f}V{py(value + error):.1f}" '
                       f'stroke="{color}"/><circle cx="{px(x):.1f}" cy="{py(value):.1f}" r="3" '
                       f'fill="{color}"/>')
        x, y = 50 + 190 * (number % 3), 304 + 16 * (number // 3)
        out.append(f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{color}"/>'
                   f'<text x="{x + 15}" y="{y}">{name}</text>')
    return "\n".join(out) + "</svg>\n"


def grid_part(bench, options):
    table = {}
    for grouping in GROUPINGS:
        table[grouping] = {name: bench.recall(options.grid_rows, grouping, options.groups,
                                              options.clusters, more)
                           for name, more in CLUSTERINGS.items()}
    lines = [f"## Which dimensions belong together, and which clustering?\n\nn {options.groups}, m "
             f"{options.clusters}, {options.grid_rows:,} vectors.\n",
             "| | " + " | ".join(CLUSTERINGS) + " |", "|---" * (len(CLUSTERINGS) + 1) + "|"]
    for grouping, row in table.items():
        lines.append(f"| {grouping} | "
                     + " | ".join(f"{value:.3f} ± {error:.3f}" for value, error in row.values()) + " |")
    best, equal = as_good({grouping: row["k-means"] for grouping, row in table.items()})
    lines.append(f"\n* Grouping, with k-means: **{best}** is best; as good within doubt: "
                 f"{', '.join(name for name in equal if name != best) or 'none other'}.")
    for name in list(CLUSTERINGS)[1:]:
        gains = [(row[name][0] - row["k-means"][0], math.hypot(row[name][1], row["k-means"][1]))
                 for row in table.values()]
        mean = sum(gain for gain, _ in gains) / len(gains)
        error = math.sqrt(sum(error ** 2 for _, error in gains)) / len(gains)
        lines.append(f"* {name} instead of k-means, mean over the groupings: {mean:+.3f}, interval "
                     f"{mean - 2 * error:+.3f} to {mean + 2 * error:+.3f}.")
    series = {name: {str(i + 1): table[grouping][name] for i, grouping in enumerate(GROUPINGS)}
              for name in CLUSTERINGS}
    key = ", ".join(f"{i + 1} {name}" for i, name in enumerate(GROUPINGS))
    return lines + ["\n![recall of every grouping and clustering](groupings.svg)\n"], \
        svg("Recall of every grouping and clustering", key, series)


def growth_part(bench, options, what, values, fixed):
    """Recall over `values` of m or n for several numbers of vectors."""
    most = len(bench.rows)
    counts = [count for count in (2000, 5000, 10000, 20000) if count < most] + [most]
    series, lines = {}, []
    for count in counts:
        points = {}
        for value in values:
            groups, clusters = (fixed, value) if what == "m" else (value, fixed)
            if groups <= bench.dimensions and clusters * 10 <= count:
                points[str(value)] = bench.recall(count, options.best_grouping, groups, clusters)
        series[f"{count:,} vectors"] = points
        best, equal = as_good(points)
        numbers = sorted(int(value) for value in equal)
        lines.append(f"* {count:,} vectors: best {what} **{best}** ({points[best][0]:.3f} ± "
                     f"{points[best][1]:.3f}); as good within doubt: {numbers[0]} to {numbers[-1]}.")
    other = "n" if what == "m" else "m"
    title = f"Recall over {what}, {other} {fixed}, {options.best_grouping}"
    return ([f"## How should {what} grow, with {other} fixed at {fixed}?\n"] + lines
            + [f"\n![{title}]({what}.svg)\n"], svg(title, what, series))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path, default="open-questions")
    parser.add_argument("--binary", type=pathlib.Path, default="build/release/likewise")
    parser.add_argument("--metric", default="l2")
    parser.add_argument("--groups", type=int, default=98)
    parser.add_argument("--clusters", type=int, default=32)
    parser.add_argument("--grid-rows", type=int, default=10000)
    parser.add_argument("--most", type=int, default=59500)
    parser.add_argument("--best-grouping", default="pca-rotated")
    options = parser.parse_args()
    options.binary = options.binary.resolve()
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, pathlib.Path(folder))
        page = [f"# Open questions, on {options.vectors.name}\n",
                f"`bench/open_questions.py {options.vectors.name} --groups {options.groups}`: "
                f"{bench.dimensions} dimensions, {options.metric}, plain token queries, 500 held out "
                "vectors, one seed; ± is the standard error over the queries.\n"]
        for name, part in (
                ("groupings", lambda: grid_part(bench, options)),
                ("m", lambda: growth_part(bench, options, "m", (4, 8, 16, 32, 64, 128),
                                          options.groups)),
                ("n", lambda: growth_part(bench, options, "n", (16, 32, 64, 98, 128, 196),
                                          options.clusters))):
            lines, picture = part()
            page += lines
            (options.output / f"{name}.svg").write_text(picture)
            (options.output / "page.md").write_text("\n".join(page))
            print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
