#!/usr/bin/env python3
"""C++ is formatted by clang-format 14 and the repository's .clang-format. Exit code 77 without it.

    check_format.py --fix      formats instead of checking
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import source_tree  # noqa: E402

TOOL = "clang-format-14"  # another version formats differently
SKIPPED = 77


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fix", action="store_true")
    fix = parser.parse_args().fix
    if shutil.which(TOOL) is None:
        print(f"SKIPPED: FORMAT NOT CHECKED: {TOOL} is not installed")
        sys.exit(SKIPPED)
    files = [str(path) for path in source_tree.files({".h", ".cc"})]
    mode = ["-i"] if fix else ["--dry-run", "-Werror"]
    done = subprocess.run([TOOL, *mode, *files], capture_output=True, text=True, check=False)
    wrong = sorted({line.split(":")[0] for line in done.stderr.splitlines() if ": error:" in line})
    print("\n".join(str(pathlib.Path(w).relative_to(source_tree.ROOT)) for w in wrong))
    print(f"{len(files)} files, {len(wrong)} not formatted (check_format.py --fix mends them)")
    sys.exit(1 if done.returncode else 0)


if __name__ == "__main__":
    main()
