#!/usr/bin/env python3
"""No file names a package registry's host, or a folder of the machine it was written on, and no
source holds a mark of unfinished work."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import source_tree  # noqa: E402

# Put together from pieces, so that this file does not name them either.
HOSTS = tuple(".".join(parts) for parts in (
    ("registry", "npmjs", "org"), ("pypi", "org"), ("pythonhosted", "org"), ("crates", "io"),
    ("repo", "maven", "apache", "org"), ("repo1", "maven", "org"), ("proxy", "golang", "org"),
    ("docker", "io"), ("ghcr", "io"), ("quay", "io"), ("deb", "debian", "org"),
    ("rubygems", "org"), ("huggingface", "co")))
FOLDERS = ("/" + "work/",)
MARKS = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")) + r")\b")
SOURCES = {".h", ".cc", ".py", ".java", ".sh", ".cmake", ".fbs"}

# Recorded answers are other people's texts.
LEFT_OUT = ("tests/golden/data/",)


def problems_of(name, text):
    """What is wrong with one file's text."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        found += [f"{name}:{number}: names {h}" for h in HOSTS if h in line]
        found += [f"{name}:{number}: names the folder {f}" for f in FOLDERS if f in line]
        if pathlib.Path(name).suffix in SOURCES and MARKS.search(line):
            found.append(f"{name}:{number}: unfinished work is marked")
    return found


def main():
    problems, count = [], 0
    for path in source_tree.files():
        name = source_tree.name(path)
        if name.startswith(LEFT_OUT):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a corpus file
        count += 1
        problems += problems_of(name, text)
    print("\n".join(problems))
    print(f"{count} files, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
