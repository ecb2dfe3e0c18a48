#pragma once

/// @file
/// What Database says about queries and texts beside searching: `_explain`, `_validate/query`,
/// `_analyze`, `_termvectors`.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/located_source.h"
#include "engine/search/searcher.h"
#include "storage/database/database.h"

namespace likewise::storage {

struct ExplainedDocument {
  bool found = false;  ///< By the last refresh.
  bool matched = false;
  Explanation explanation;
  SeqNo seq_no = 0;
  std::string source;  ///< As stored.
};

struct ValidateOptions {
  bool explain = false;
  bool rewrite = false;  ///< Explanations show the query as it is scored.
};

/// What one index makes of a query.
struct ValidatedQuery {
  std::string index;
  std::string explanation;     ///< Lucene's notation, when asked for.
  std::optional<Error> error;  ///< Set: the index refuses the query.
};

/// One term of a document's field.
struct DocumentTerm {
  std::string text;
  std::vector<TermPlace> places;  ///< One for each occurrence.
  std::uint32_t doc_freq = 0;     ///< 0: not asked for, or no living document has it.
  std::uint64_t total_frequency = 0;
  std::optional<float> score;  ///< With a filter.
};

struct FieldTermVector {
  std::string field;
  std::uint64_t doc_count = 0;
  std::uint64_t sum_doc_freq = 0;
  std::uint64_t sum_total_term_freq = 0;
  std::vector<DocumentTerm> terms;  ///< In UTF-8 byte order.
};

struct TermVectorsResult {
  bool found = false;
  std::int64_t version = 0;  ///< 0 of an artificial document.
  std::vector<FieldTermVector> fields;
};

/// Appends Elasticsearch's JSON of an explanation.
void append_explanation(std::string& out, const Explanation& explanation);

}  // namespace likewise::storage
