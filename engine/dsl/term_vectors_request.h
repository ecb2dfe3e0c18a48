#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"

namespace likewise {

/// Which terms of each field are shown: those with the highest scores within limits. A limit of 0
/// is none.
struct TermVectorsFilter {
  std::int32_t max_num_terms = 25;
  std::int32_t min_term_freq = 1;
  std::int32_t max_term_freq = 0;
  std::int32_t min_doc_freq = 1;
  std::int32_t max_doc_freq = 0;
  std::int32_t min_word_length = 0;
  std::int32_t max_word_length = 0;
};

/// One document whose terms are asked for, stored (`id`) or artificial (`doc`).
struct TermVectorsRequest {
  std::string index;
  std::string id;
  std::optional<std::string> doc;  ///< Source text.
  std::optional<std::string> routing;
  std::optional<std::int64_t> version;
  std::optional<std::vector<std::string>> fields;  ///< With wildcards.
  bool positions = true;
  bool offsets = true;
  bool term_statistics = false;
  bool field_statistics = true;
  std::string per_field_analyzer;  ///< Source text of an object; empty: none.
  std::optional<TermVectorsFilter> filter;
};

/// Reads the members of a body, or of one document of a list, into `request`.
/// Errors: Elasticsearch's parse_exceptions.
Status read_term_vectors(const json::Value& members, std::string_view body,
                         TermVectorsRequest& request);

/// The body of `_termvectors`; empty text changes nothing. Errors: as read_term_vectors, and
/// action_request_validation_exception when neither an id nor a document is there.
Status parse_term_vectors(std::string_view body, TermVectorsRequest& request);

/// The body of `_mtermvectors`: {"docs":[…]} or {"ids":[…],"parameters":{…}}. `base` has what the
/// URL says. Errors: Elasticsearch's.
Result<std::vector<TermVectorsRequest>> parse_multi_term_vectors(std::string_view body,
                                                                 const TermVectorsRequest& base);

}  // namespace likewise
