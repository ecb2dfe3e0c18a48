// Codebook files: what is accepted is written and read again unchanged.

#include <string>

#include "storage/rocks/codebook/codebook_file.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto codebook = likewise::storage::parse_codebook(likewise::fuzz::as_text(data, size));
  if (!codebook) {
    return 0;
  }
  const auto bytes = likewise::storage::serialize_codebook(*codebook);
  LIKEWISE_CHECK(bytes.has_value(), "a codebook that was read cannot be written");
  const auto again = likewise::storage::parse_codebook(*bytes);
  LIKEWISE_CHECK(again.has_value(), "a codebook that was written cannot be read");
  LIKEWISE_CHECK(again->groups.size() == codebook->groups.size() &&
                     again->dimensions == codebook->dimensions && again->facts == codebook->facts,
                 "a codebook changed on its way");
  return 0;
}
