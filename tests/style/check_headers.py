#!/usr/bin/env python3
"""Every header compiles on its own: whoever includes it needs to include nothing before it.

Takes the compiler and its flags from the build folder's compile_commands.json. Objects go through
ccache where it is installed, so only headers that changed cost time.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import source_tree  # noqa: E402

FOLDERS = ("engine", "storage", "server", "tools", "bench")


def flags_of(build):
    """Compiler, and the union of all include folders and definitions of the project's targets."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    compiler, flags = None, ["-std=c++20"]
    for entry in commands:
        words = shlex.split(entry["command"])
        while words and os.path.basename(words[0]) == "ccache":
            words.pop(0)
        compiler = compiler or words[0]
        for word, following in zip(words, [*words[1:], ""]):
            if word == "-isystem" and following not in flags:
                flags += [word, following]
            elif word.startswith(("-I", "-W", "-D")) and word not in flags:
                flags.append(word)
    return compiler, flags


def compile_alone(header, compiler, flags, folder):
    """None, or what the compiler says. The header comes twice, to see that it is guarded."""
    name = source_tree.name(header)
    stub = pathlib.Path(folder, name.replace("/", "__") + ".cc")
    stub.write_text(f'#include "{name}"\n#include "{name}"\n', encoding="ascii")
    launcher = ["ccache"] if shutil.which("ccache") else []
    command = [*launcher, compiler, *flags, "-O0", "-I", str(source_tree.ROOT), "-c", str(stub),
               "-o", str(stub.with_suffix(".o"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else f"{name} does not compile alone:\n{done.stderr[:1500]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build-dir", type=pathlib.Path, required=True)
    build = parser.parse_args().build_dir.resolve()
    compiler, flags = flags_of(build)
    headers = [h for f in FOLDERS if (source_tree.ROOT / f).is_dir()
               for h in source_tree.files({".h"}, source_tree.ROOT / f)]
    # Within the build folder, so that ccache sees the same path every time.
    folder = build / "headers-alone"
    folder.mkdir(exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda h: compile_alone(h, compiler, flags, folder), headers)
        problems = [problem for problem in results if problem]
    print("\n".join(problems))
    print(f"{len(headers)} headers, {len(problems)} do not compile alone")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
