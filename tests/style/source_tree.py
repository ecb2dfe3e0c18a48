"""Which files of the project the style checks look at."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Build folders and data directories lie inside the checkout but are not part of it.
LEFT_OUT = ("build", ".git", ".cache", "likewise-data", "quickstart-data", "__pycache__")


def files(suffixes=None, root=ROOT):
    """Every file with one of these suffixes (all files if None), as sorted paths."""
    found = []
    pending = [root]
    while pending:
        for path in pending.pop().iterdir():
            if path.name.startswith(LEFT_OUT) or path.is_symlink():
                continue
            if path.is_dir():
                pending.append(path)
            elif suffixes is None or path.suffix in suffixes:
                found.append(path)
    return sorted(found)


def name(path, root=ROOT):
    """The path below the root, with slashes."""
    return path.relative_to(root).as_posix()
