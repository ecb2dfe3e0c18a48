#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"

namespace likewise::tools {

/// A search body with the `size` that it asks for.
struct ComparedQuery {
  std::string body;
  std::size_t size = 10;
};

/// The `size` that a search body asks for; Elasticsearch's default of 10 when it says nothing.
std::size_t requested_size(std::string_view body);

/// One search body a line; empty lines are skipped. Errors: kNotFound; kInvalidArgument naming file
/// and line.
Result<std::vector<ComparedQuery>> read_queries(const std::filesystem::path& file);

/// more_like_this queries for `count` documents drawn from the first 10,000 of an index.
Result<std::vector<ComparedQuery>> sample_queries(ClusterClient& client, const std::string& index,
                                                  const std::string& field, std::size_t count,
                                                  std::size_t size, std::uint64_t seed);

}  // namespace likewise::tools
