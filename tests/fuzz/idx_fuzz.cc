// IDX files, images and labels.

#include "engine/vectors/idx.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = likewise::fuzz::as_bytes(data, size);
  if (const auto table = likewise::parse_idx(bytes); table) {
    LIKEWISE_CHECK(table->data.size() == table->rows * table->columns,
                   "data does not fit the shape");
  }
  if (const auto labels = likewise::parse_idx_labels(bytes); labels) {
    LIKEWISE_CHECK(labels->size() < size, "labels outside of the file");
  }
  return 0;
}
