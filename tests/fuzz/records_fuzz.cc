// Records of the store: damaged bytes are refused, accepted ones are written and read again equal.

#include <string>

#include "storage/rocks/records.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

template <class Decode, class Encode>
void check(std::string_view bytes, Decode decode, Encode encode) {
  const auto record = decode(bytes);
  if (!record) {
    LIKEWISE_CHECK(record.error().code() == likewise::ErrorCode::kCorruption,
                   "damaged bytes are not called corrupt");
    return;
  }
  const auto again = decode(encode(*record));
  LIKEWISE_CHECK(again.has_value() && *again == *record, "a record changed on its way");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  namespace storage = likewise::storage;
  const std::string bytes(likewise::fuzz::as_text(data + 1, size - 1));
  switch (data[0] % 6) {
    case 0:
      check(bytes, storage::decode_catalog, storage::encode_catalog);
      break;
    case 1:
      check(bytes, storage::decode_id, storage::encode_id);
      break;
    case 2:
      check(bytes, storage::decode_forward, storage::encode_forward);
      break;
    case 3:
      check(bytes, storage::decode_identity, storage::encode_identity);
      break;
    case 4:
      check(bytes, storage::decode_operation, storage::encode_operation);
      break;
    default:
      check(bytes, storage::decode_manifest, storage::encode_manifest);
      break;
  }
  return 0;
}
