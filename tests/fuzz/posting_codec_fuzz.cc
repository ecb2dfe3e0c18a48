// Posting blocks and norms. Damaged bytes are refused or read; valid bytes (the first byte chooses)
// come back as what went in.

#include <algorithm>
#include <string>
#include <vector>

#include "engine/index/posting_codec.h"
#include "engine/index/posting_list_builder.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using likewise::DocId;

std::vector<std::pair<DocId, std::uint32_t>> postings_of(const likewise::PostingList& list) {
  std::vector<std::pair<DocId, std::uint32_t>> postings;
  for (likewise::PostingCursor cursor(list); cursor.doc() != likewise::kNoMoreDocs; cursor.next()) {
    postings.emplace_back(cursor.doc(), cursor.frequency());
  }
  return postings;
}

void read_damaged(std::string_view bytes) {
  std::string_view rest = bytes;
  if (const auto list = likewise::decode_postings(rest); list) {
    LIKEWISE_CHECK(rest.size() < bytes.size(), "a list of no bytes");
    const auto postings = postings_of(*list);
    LIKEWISE_CHECK(postings.size() == list->document_count(), "the count is wrong");
    LIKEWISE_CHECK(std::is_sorted(postings.begin(), postings.end()), "documents are out of order");
  }
  rest = bytes;
  static_cast<void>(likewise::decode_norms(rest));
}

// Two bytes a posting: distance to the next document and its frequency.
void round_trip(std::string_view bytes) {
  likewise::PostingListBuilder builder;
  std::vector<std::pair<DocId, std::uint32_t>> expected;
  DocId doc = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto distance = static_cast<std::uint8_t>(bytes[i]);
    doc += 1 + (distance < 200 ? distance : DocId{distance} * 997U);
    const std::uint32_t frequency = 1U + static_cast<std::uint8_t>(bytes[i + 1]) * 3U;
    builder.add(doc, frequency);
    expected.emplace_back(doc, frequency);
  }
  if (expected.empty()) {
    return;
  }
  std::string encoded;
  likewise::encode_postings(builder.finish(), encoded);
  std::string_view rest = encoded;
  const auto list = likewise::decode_postings(rest);
  LIKEWISE_CHECK(list.has_value() && rest.empty(), "a written list cannot be read");
  LIKEWISE_CHECK(postings_of(*list) == expected, "a list changed on its way");

  const std::vector<std::uint8_t> norms(bytes.begin(), bytes.end());
  encoded.clear();
  likewise::encode_norms(norms, encoded);
  rest = encoded;
  const auto read = likewise::decode_norms(rest);
  LIKEWISE_CHECK(read.has_value() && rest.empty() && *read == norms, "norms changed on their way");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const std::string_view bytes = likewise::fuzz::as_text(data + 1, size - 1);
  if (data[0] % 2 == 0) {
    read_damaged(bytes);
  } else {
    round_trip(bytes);
  }
  return 0;
}
