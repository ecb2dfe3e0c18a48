// .npy files: an accepted table has exactly the bytes that its shape needs.

#include "engine/vectors/npy.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = likewise::parse_npy(likewise::fuzz::as_bytes(data, size));
  if (table) {
    LIKEWISE_CHECK(
        table->data.size() == table->rows * table->columns * likewise::bytes_of(table->type),
        "data does not fit the shape");
  }
  return 0;
}
