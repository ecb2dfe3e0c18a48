#pragma once

/// @file
/// What accompanies the rows of a vector file: ids and labels, one per row.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

/// The longest `_id` that Elasticsearch accepts.
inline constexpr std::size_t kMaxIdBytes = 512;

/// One id a line; a line end of either kind, the last one optional.
/// Errors: kNotFound; kInvalidArgument naming file and line for an empty, too long, repeated or not
/// UTF-8 id, and for another number of ids than `rows`.
Result<std::vector<std::string>> read_ids(const std::filesystem::path& file, std::size_t rows);

/// One label per row as a JSON value. An IDX file (plain or gzip) gives numbers, or, where `names`
/// are given, names[number]; any other file is text, one label a line, and gives strings.
/// Errors: as read_ids, but labels may be empty and repeat; a number without a name names its row.
Result<std::vector<std::string>> read_labels(const std::filesystem::path& file, std::size_t rows,
                                             const std::vector<std::string>& names);

}  // namespace likewise::tools
