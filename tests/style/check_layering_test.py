#!/usr/bin/env python3
"""Planted violations are reported, and what is allowed is not."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import check_layering  # noqa: E402

# (what it shows, {path: text}, part of the one expected line; None: nothing is wrong)
CASES = (
    ("a layer may include itself and those below",
     {"engine/index/a.cc": '#include "engine/index/a.h"\n#include "engine/base/error.h"\n'}, None),
    ("an arrow upwards", {"engine/base/a.h": '#include "engine/index/mapping.h"\n'},
     "engine/base may not include engine/index"),
    ("engine does not know the server", {"engine/dsl/a.cc": '#include "server/http/session.h"\n'},
     "engine/dsl may not include server/http"),
    ("a library out of its room", {"engine/search/a.cc": "#include <rocksdb/db.h>\n"},
     "may not include RocksDB"),
    ("a library that nobody has", {"engine/search/a.cc": "#include <boost/spirit.hpp>\n"},
     "belongs to no library"),
    ("a library in its room", {"storage/rocks/a.cc": "#include <rocksdb/db.h>\n"}, None),
    ("a thread in engine", {"engine/index/a.cc": "#include <thread>\n"}, "no threads"),
    ("a file in engine", {"engine/vectors/a.cc": "#include <fstream>\n"}, "no I/O"),
    ("a clock in engine", {"engine/search/a.h": "#include <chrono>\n"}, "no clock"),
    ("a system call in engine", {"engine/base/a.cc": "#include <sys/mman.h>\n"}, "no I/O"),
    ("a thread in storage is fine", {"storage/database/a.cc": "#include <thread>\n"}, None),
    ("an include with blanks", {"engine/base/a.h": '  # include  "tools/command.h"\n'},
     "engine/base may not include tools"),
    ("a relative path", {"engine/base/a.cc": '#include "error.h"\n'}, "not a path from the root"),
    ("a folder that no layer has", {"engine/misc/a.h": "#include <vector>\n"}, "in no layer"),
    ("rocksdb through a header",
     {"storage/database/a.cc": '#include "storage/rocks/b.h"\n',
      "storage/rocks/b.h": "#include <rocksdb/db.h>\n"}, "reaches <rocksdb/db.h>"),
    ("generated records stay in rocks",
     {"storage/database/a.cc": '#include "storage/rocks/records_generated.h"\n'},
     "generated FlatBuffers"),
)


class PlantedViolationTest(unittest.TestCase):
    def violations(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            return check_layering.check_tree(root)[0]

    def test_cases(self):
        for title, files, expected in CASES:
            with self.subTest(title):
                found = self.violations(files)
                if expected is None:
                    self.assertEqual(found, [])
                else:
                    self.assertEqual(len(found), 1, found)
                    self.assertIn(expected, found[0])


if __name__ == "__main__":
    unittest.main()
