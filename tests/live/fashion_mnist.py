"""Fashion-MNIST as token documents: the same train and encode commands that quickstart.sh runs."""

import pathlib
import subprocess

FOLDER = pathlib.Path("/usr/share/datasets/fashion-mnist")  # Debian's dataset-fashion-mnist
PARTS = (("train-images-idx3-ubyte.gz", 60_000), ("t10k-images-idx3-ubyte.gz", 10_000))
GROUPS = 196
CLUSTERS = 32


def _run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))} ended with {done.returncode}: " \
                                 f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def token_documents(binary, work_folder, count):
    """The first `count` of the 70,000 pictures, as (id, JSON text of the document) in id order."""
    work = pathlib.Path(work_folder)
    model = work / "model.lwm"
    _run(binary, "train", FOLDER / PARTS[0][0], "--groups", str(GROUPS), "--clusters", str(CLUSTERS),
         "--grouping", "contiguous", "--metric", "l2", "--seed", "1", "-o", model)
    documents = []
    first = 0
    for name, rows in PARTS:
        if first >= count:
            break
        ids = work / f"{name}.ids"
        ids.write_text("".join(f"{first + row}\n" for row in range(rows)), encoding="ascii")
        lines = _run(binary, "encode", FOLDER / name, "--model", model, "--ids", ids,
                     "--format", "ndjson").splitlines()
        assert len(lines) == rows, f"{name}: {rows} pictures, but {len(lines)} lines"
        documents.extend(_split(line) for line in lines)
        first += rows
    return documents[:count]


def _split(line):
    """`{"_id":"7","feature_vector":[…]}` -> ("7", `{"feature_vector":[…]}`)."""
    head = '{"_id":"'
    assert line.startswith(head), f"unexpected ndjson line: {line[:120]}"
    identifier, rest = line[len(head):].split('",', 1)
    return identifier, "{" + rest
