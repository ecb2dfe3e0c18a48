#pragma once

/// @file
/// `likewise search --vector`: vectors from a file or standard input as bodies of
/// `_likewise/search`.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

/// What is asked besides the vector; empty texts and absent numbers are left to the server.
struct VectorQuery {
  std::string mode;
  std::string codebook;
  std::string field;
  std::string vector_field;
  std::size_t size = 10;
  std::optional<std::size_t> tokens;
  std::optional<std::size_t> candidates;
};

/// A row of the file, as text of numbers in brackets; "-": lines of standard input that are JSON
/// arrays. Errors: those of VectorFile; kInvalidArgument naming the line.
Result<std::vector<std::string>> read_vector_texts(const std::string& file);

/// The body of `_likewise/search`. `vector`: from read_vector_texts.
std::string to_body(const VectorQuery& query, std::string_view vector);

}  // namespace likewise::tools
