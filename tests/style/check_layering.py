#!/usr/bin/env python3
"""Who may include whom: the table of docs/architecture.md as data.

Arrows point down only; a layer may include itself. A third-party header may be included only where
the table names it, so that a library can be replaced by changing one room.
"""

import argparse
import dataclasses
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import source_tree  # noqa: E402

# What counts as which library: prefixes of the name in #include <…>.
THIRD_PARTY = {
    "fmt": ("fmt/",),
    "expected": ("tl/expected.hpp",),
    "Eigen": ("Eigen/",),
    "Highway": ("hwy/",),
    "ICU": ("unicode/",),
    "simdjson": ("simdjson.h",),
    "RocksDB": ("rocksdb/",),
    "FlatBuffers": ("flatbuffers/",),
    "zstd": ("zstd.h", "zdict.h"),
    "xxhash": ("xxhash.h",),
    "Asio": ("boost/asio", "boost/system"),
    "Beast": ("boost/beast", "boost/optional"),
    "OpenSSL": ("openssl/",),
    "zlib": ("zlib.h",),
    "spdlog": ("spdlog/",),
    "prometheus": ("prometheus/",),
    "CLI11": ("CLI/",),
    "libcurl": ("curl/",),
    "HDF5": ("hdf5.h", "hdf5_hl.h"),
    "images": ("png.h", "jpeglib.h", "webp/"),
}

# Layer -> (own layers it may include, third-party libraries it may include). The deepest folder
# that is named here decides. None: everything.
ENGINE = ("engine/base", "engine/vectors", "engine/quantizer", "engine/analysis", "engine/index",
          "engine/search", "engine/aggregation", "engine/dsl")
LAYERS = {
    "engine/base": ((), ("fmt", "expected")),
    "engine/vectors": (("engine/base",), ("fmt", "Eigen")),
    "engine/quantizer": (("engine/base", "engine/vectors"), ("fmt", "Eigen", "Highway")),
    "engine/analysis": (("engine/base",), ("ICU",)),
    "engine/index": (("engine/base", "engine/analysis"), ("fmt", "Highway", "ICU")),
    "engine/search": (("engine/base", "engine/analysis", "engine/index", "engine/quantizer"),
                      ("fmt", "Highway")),
    "engine/aggregation": (("engine/base", "engine/analysis", "engine/index", "engine/search"),
                           ("fmt",)),
    "engine/dsl": (("engine/base", "engine/analysis", "engine/index", "engine/search",
                    "engine/aggregation"),
                   ("simdjson", "fmt")),
    "storage/rocks": (("engine/base", "engine/vectors", "engine/quantizer", "engine/index"),
                      ("RocksDB", "FlatBuffers", "zstd", "xxhash", "fmt")),
    "storage/database": ((*ENGINE, "storage/rocks"), ("fmt",)),
    "server/http": (("engine/base",), ("Asio", "Beast", "OpenSSL", "zlib", "fmt")),
    "server/rest": ((*ENGINE, "storage/database", "server/http"), ("simdjson", "fmt")),
    "server": ((*ENGINE, "storage/rocks", "storage/database", "server/http", "server/rest"),
               ("spdlog", "prometheus", "fmt", "Asio")),
    "tools/compare": (("engine/base", "engine/dsl", "tools", "tools/cluster"), ("fmt", "CLI11")),
    "tools/cluster": (("engine/base", "storage/rocks", "tools"), ("libcurl", "fmt", "CLI11")),
    "tools/mirror": (("engine/base", "engine/dsl", "storage/rocks", "storage/database",
                      "server/http", "tools", "tools/cluster", "tools/compare"),
                     ("fmt", "CLI11")),
    "tools/import": (("engine/base", "engine/dsl", "storage/rocks", "tools", "tools/cluster",
                      "tools/mirror"),
                     ("fmt", "CLI11")),
    "tools/features": (("engine/base", "engine/dsl", "storage/rocks", "tools"),
                       ("images", "fmt", "CLI11")),
    "tools/tune": (("engine/base", "engine/vectors", "engine/quantizer", "engine/dsl",
                    "storage/rocks", "storage/database", "tools", "tools/compare"),
                   ("fmt", "CLI11", "Eigen")),
    "tools": (None, ("CLI11", "spdlog", "libcurl", "HDF5", "images", "fmt", "Eigen", "simdjson",
                     "zlib")),
}

# Standard and system headers that engine/ does without: no files, no threads of its own, no clock.
NOT_IN_ENGINE = ("thread", "future", "condition_variable", "fstream", "filesystem", "iostream",
                 "chrono", "ctime", "time.h", "unistd.h", "fcntl.h", "sys/")

# Headers reachable from outside of storage/rocks must not bring these in.
HIDDEN_IN_ROCKS = ("RocksDB", "FlatBuffers")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
OWN_ROOTS = ("engine/", "storage/", "server/", "tools/")


@dataclasses.dataclass(frozen=True)
class Include:
    header: str
    own: bool


def includes_of(text):
    return [Include(m.group(2), m.group(1) == '"') for m in INCLUDE.finditer(text)]


def layer_of(path):
    """The deepest layer whose folder holds the path, or None."""
    fitting = [layer for layer in LAYERS if path.startswith(layer + "/")]
    return max(fitting, key=len, default=None)


def library_of(header):
    """Name of the third-party library, or None for a standard or system header."""
    for library, prefixes in THIRD_PARTY.items():
        if header.startswith(prefixes):
            return library
    return None


def is_generated(header):
    return header.endswith("_generated.h")


def check_include(path, layer, include):
    """What is wrong with one include line, or None."""
    own_layers, libraries = LAYERS[layer]
    header = include.header
    if include.own:
        target = layer_of(header)
        if not header.startswith(OWN_ROOTS):
            return f'{path}: "{header}" is not a path from the root'
        if is_generated(header) and "FlatBuffers" not in libraries:
            return f"{path}: {layer} may not include generated FlatBuffers code ({header})"
        if target == layer or own_layers is None or target in own_layers:
            return None
        return f"{path}: {layer} may not include {target or 'an unknown layer'} ({header})"
    library = library_of(header)
    if library is not None:
        return None if library in libraries else (
            f"{path}: {layer} may not include {library} (<{header}>)")
    if layer.startswith("engine/") and header.startswith(NOT_IN_ENGINE) and (
            header in NOT_IN_ENGINE or header.startswith("sys/")):
        return f"{path}: engine/ does no I/O, has no threads and no clock (<{header}>)"
    if "/" in header and not header.startswith("sys/"):
        return f"{path}: <{header}> belongs to no library of the table"
    return None


def leaks(path, includes):
    """RocksDB or FlatBuffers reached through our own headers from outside of storage/rocks."""
    seen, pending, found = {path}, [(path, path)], []
    while pending:
        current, via = pending.pop()
        for include in includes.get(current, ()):
            if not include.own and library_of(include.header) in HIDDEN_IN_ROCKS:
                if via == path:
                    continue  # check_include() reports it
                found.append(f"{path}: reaches <{include.header}> through {via}")
            elif include.own and include.header not in seen:
                seen.add(include.header)
                pending.append((include.header, include.header))
    return found


def check_tree(root):
    """All violations below `root`, as lines of text."""
    includes, problems = {}, []
    for folder in ("engine", "storage", "server", "tools"):
        if not (root / folder).is_dir():
            continue
        for path in source_tree.files({".h", ".cc"}, root / folder):
            includes[source_tree.name(path, root)] = includes_of(path.read_text(encoding="utf-8"))
    for path, lines in sorted(includes.items()):
        layer = layer_of(path)
        if layer is None:
            problems.append(f"{path}: lies in no layer of the table")
            continue
        problems += filter(None, (check_include(path, layer, line) for line in lines))
        if layer not in ("storage/rocks", "tools"):
            problems += leaks(path, includes)
    return problems, len(includes)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=source_tree.ROOT)
    problems, count = check_tree(parser.parse_args().root.resolve())
    print("\n".join(problems))
    print(f"{count} files, {len(problems)} violations")
    sys.exit(1 if problems or count == 0 else 0)


if __name__ == "__main__":
    main()
