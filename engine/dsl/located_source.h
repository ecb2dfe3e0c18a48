#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/document_parser.h"
#include "engine/index/mapping.h"

namespace likewise {

/// One place of a term in a field of a document; offsets in UTF-16 units, over all values.
struct TermPlace {
  std::uint32_t position = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The terms of one field with all their places, in UTF-8 byte order.
using LocatedTerms = std::map<std::string, std::vector<TermPlace>>;

/// As source_term_vectors(), with places: values of a text field are its position_increment_gap
/// apart, those of a keyword field 0 positions; offsets count one unit between values. Errors:
/// those of json::parse.
Result<std::map<std::string, LocatedTerms>> located_source_terms(
    std::string_view source, const Mapping& mapping, const std::vector<std::string>& fields,
    const FieldAnalyzers& analyzers);

}  // namespace likewise
