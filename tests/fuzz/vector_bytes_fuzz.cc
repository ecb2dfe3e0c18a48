// Every reader of vectors that has no fuzz target of its own: the first byte chooses it.

#include <string>

#include "engine/vectors/npy_strings.h"
#include "engine/vectors/read_rows.h"
#include "tests/fuzz/fuzz_input.h"
#include "tools/vector_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  constexpr const char* kFormats[] = {"fvecs", "bvecs", "ivecs", "fbin",   "u8bin", "i8bin",
                                      "csv",   "raw",   "npz",   "ndjson", "auto",  "npy"};
  likewise::tools::VectorSource source;
  source.path = "-";
  source.format = kFormats[data[0] % std::size(kFormats)];
  source.dim = 3;
  source.skip_bad = (data[0] & 0x80U) != 0;
  const auto bytes = likewise::fuzz::as_bytes(data + 1, size - 1);
  const auto opened = likewise::tools::open_vector_bytes(source, bytes);
  if (opened.has_value()) {
    for (std::size_t row = 0; row < std::min<std::size_t>(opened->table.rows, 20); ++row) {
      static_cast<void>(likewise::read_rows(opened->table, row, 1));
    }
    LIKEWISE_CHECK(opened->ids.empty() || opened->ids.size() == opened->table.rows, "an id a row");
  }
  static_cast<void>(likewise::parse_npy_strings(bytes));
  return 0;
}
