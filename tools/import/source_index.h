#pragma once

/// @file
/// What an import needs to know about an index, out of the answers that describe it. Pure.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {

struct SourceDescription {
  std::string uuid;
  std::size_t shards = 1;
  std::string creation_body;          ///< Makes the same index elsewhere.
  std::vector<std::string> left_out;  ///< Settings somebody chose that it does not have.
};

/// Reads the answer to `GET /{index}`. Settings that a cluster makes itself (uuid, creation date,
/// ...) are dropped silently, others that mean nothing elsewhere are listed in `left_out`.
/// Errors: kInvalidArgument for anything but one index.
Result<SourceDescription> describe_source(std::string_view answer);

/// The body that makes an index out of a mapping file: a creation body, or elasticdump's
/// {"images":{"mappings":{…}}}. Errors: kInvalidArgument for anything else.
Result<std::string> body_of_mapping_file(std::string_view text);

/// How a cluster lets an index be read to its end.
enum class ReadMethod : unsigned char {
  kElasticsearchPointInTime,
  kOpenSearchPointInTime,
  kScroll
};

/// Points in time where they can be sorted by shard and document, else scroll.
ReadMethod read_method(const TargetProduct& product);

}  // namespace likewise::tools
