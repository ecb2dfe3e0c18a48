#!/usr/bin/env python3
"""Every input format, written by numpy, gives the same tokens as the plain .npy file.

vector_formats_test.py BINARY. Whole numbers, so that every element type holds them exactly. HDF5 is
tested where h5py is installed.
"""

import gzip
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy
except ImportError:
    # Debian's own Python has it (python3-numpy), even where another one comes first.
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3"):
        print("numpy is not installed")
        sys.exit(77)
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

BINARY = pathlib.Path(sys.argv[1]).resolve()
ROWS = numpy.random.default_rng(1).integers(0, 100, (60, 6)).astype(numpy.float32)


def run(*arguments, stdin=None):
    return subprocess.run([BINARY, *map(str, arguments)], check=False, input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def saved(array, save=numpy.save, **more):
    out = io.BytesIO()
    save(out, array, **more) if save is numpy.save else save(out, **more)
    return out.getvalue()


def npy_of_version(array, version):
    out = io.BytesIO()
    numpy.lib.format.write_array(out, array, version)
    return out.getvalue()


def vecs(values):
    count = numpy.full((len(values), 1), values.shape[1], "<i4").view(numpy.uint8)
    return numpy.hstack([count.reshape(len(values), 4),
                         values.view(numpy.uint8).reshape(len(values), -1)]).tobytes()


def bin_file(values):
    return numpy.array(values.shape, "<u4").tobytes() + values.tobytes()


def lines(render):
    return "".join(render(i, row.tolist()) + "\n" for i, row in enumerate(ROWS)).encode()


def inputs():
    """(name of the file, its bytes, options)"""
    for kind in ("f2", "f4", "f8", "u1", "i1", ">f4", ">f8", ">f2"):
        yield f"{kind[-2:]}.npy", saved(ROWS.astype(kind)), ()
        yield f"fortran {kind[-2:]}.npy", saved(numpy.asfortranarray(ROWS.astype(kind))), ()
    for version in ((1, 0), (2, 0), (3, 0)):
        yield f"v{version[0]}.npy", npy_of_version(ROWS, version), ()
    yield "packed.npy.gz", gzip.compress(saved(ROWS)), ()
    yield "a.npz", saved(None, numpy.savez, a=ROWS), ()
    yield "b.npz", saved(None, numpy.savez_compressed, other=ROWS[:3], v=ROWS), \
        ("--vector-field", "v")
    yield "a.fvecs", vecs(ROWS.astype("<f4")), ()
    yield "a.bvecs", vecs(ROWS.astype("u1")), ()
    yield "a.ivecs", vecs(ROWS.astype("<i4")), ()
    yield "a.fbin", bin_file(ROWS.astype("<f4")), ()
    yield "a.u8bin", bin_file(ROWS.astype("u1")), ()
    yield "a.i8bin", bin_file(ROWS.astype("i1")), ()
    yield "a.f32", ROWS.tobytes(), ("--dim", 6)
    yield "unnamed", ROWS.tobytes(), ("--dim", 6)
    yield "a.csv", lines(lambda _, row: ",".join(map(str, row))), ()
    yield "names.csv", b"a,b,c,d,e,f\n" + lines(lambda _, row: ",".join(map(str, row))), ()
    yield "a.tsv", lines(lambda _, row: "\t".join(map(str, row))), ()
    yield "a.ndjson", lines(lambda _, row: json.dumps(row)), ()
    yield "dump", lines(lambda i, row: json.dumps(
        {"_index": "x", "_id": str(i), "_source": {"t": "text", "v": row}})), ()
    yield "field.jsonl", lines(lambda i, row: json.dumps({"w": [1], "in": {"v": row}})), \
        ("--vector-field", "in.v")
    yield "bulk.ndjson", lines(lambda i, row: json.dumps({"index": {"_id": str(i)}}) + "\n"
                               + json.dumps({"v": row})), ()
    yield "bad.csv", lines(lambda i, row: ("1,2\nnan,1,2,3,4,5\n" if i == 7 else "")
                           + ",".join(map(str, row))), ("--skip-bad",)
    with_nan = numpy.insert(ROWS, 5, numpy.nan, axis=0)
    yield "nan.npy", saved(with_nan), ("--skip-bad",)
    yield "nan.fvecs", vecs(with_nan.astype("<f4")), ("--skip-bad",)
    try:
        import h5py
    except ImportError:
        return
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        file["train"] = ROWS
        file["test"] = ROWS[:5]
        file["distances"] = ROWS[:, 0]
    yield "a.hdf5", out.getvalue(), ()


def check(what, condition, detail=""):
    if not condition:
        raise SystemExit(f"{what}: {detail}")


def check_refusals(folder, model):
    with_nan = ROWS.copy()
    with_nan[3, 2] = numpy.nan
    (folder / "bad.npy").write_bytes(saved(with_nan))
    answer = run("encode", folder / "bad.npy", "--model", model)
    check("NaN", answer.returncode == 1 and b"row 3, column 2" in answer.stderr, answer.stderr)
    (folder / "bad.csv").write_text("1,2,3,4,5,6\n1,2\n")
    answer = run("encode", folder / "bad.csv", "--model", model)
    check("dimension", answer.returncode == 1 and b"line 2" in answer.stderr, answer.stderr)
    (folder / "bad.hdf5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
    answer = run("encode", folder / "bad.hdf5", "--model", model)
    check("HDF5", answer.returncode == 1 and b"HDF5" in answer.stderr, answer.stderr)
    archive = saved(None, numpy.savez_compressed, v=ROWS)
    for end in range(0, len(archive), 7):
        (folder / "cut.npz").write_bytes(archive[:end])
        answer = run("encode", folder / "cut.npz", "--model", model)
        check(f"npz cut at {end}", answer.returncode == 1, answer.stderr)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "plain.npy").write_bytes(saved(ROWS))
        model = folder / "model.lwm"
        answer = run("train", folder / "plain.npy", "--groups", 3, "--clusters", 8, "-o", model)
        check("train", answer.returncode == 0, answer.stderr)
        expected = run("encode", folder / "plain.npy", "--model", model).stdout
        check("encode", expected.count(b"\n") == len(ROWS))
        count = 0
        for file, content, options in inputs():
            path = folder / file
            path.write_bytes(content)
            answer = run("encode", path, "--model", model, *options)
            check(file, answer.stdout == expected, answer.stderr or answer.stdout[:200])
            if "--skip-bad" in options:
                check(file, b"skipped" in answer.stderr, answer.stderr)
            count += 1
        answer = run("encode", "-", "--model", model, stdin=saved(ROWS))
        check("standard input", answer.stdout == expected, answer.stderr)
        for kind in ("U", "S"):
            ids = numpy.array([f"id {i}" for i in range(len(ROWS))]).astype(kind)
            (folder / "ids.npy").write_bytes(saved(ids))
            answer = run("encode", folder / "plain.npy", "--model", model, "--ids",
                         folder / "ids.npy")
            check(f"ids {kind}", b'"_id":"id 59"' in answer.stdout, answer.stderr)
        check_refusals(folder, model)
        print(f"{count} inputs agree")


if __name__ == "__main__":
    main()
