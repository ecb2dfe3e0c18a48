#pragma once

/// @file
/// Bytes of posting lists and norms, as stored in the `post` column family when a segment is
/// sealed. The grammar stands at the top of posting_codec.cc and in docs/formats.md.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/index/posting_list.h"

namespace likewise {

/// Appends one posting list to `out`.
void encode_postings(const PostingList& list, std::string& out);

/// Reads one posting list from the front of `bytes` and removes it from them.
/// Errors: kCorruption; never reads outside of `bytes`, never allocates more than a small multiple.
Result<PostingList> decode_postings(std::string_view& bytes);

/// Norm bytes, run-length coded when that is shorter.
void encode_norms(std::span<const std::uint8_t> norms, std::string& out);
Result<std::vector<std::uint8_t>> decode_norms(std::string_view& bytes);

}  // namespace likewise
