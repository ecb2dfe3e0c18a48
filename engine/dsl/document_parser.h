#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/mapping_json.h"
#include "engine/dsl/position_reader.h"
#include "engine/index/mapping.h"
#include "engine/index/parsed_document.h"
#include "engine/index/term_dictionary.h"
#include "engine/search/searcher.h"

namespace likewise {

/// Parses documents against a mapping: the hot path of indexing (simdjson ondemand, no tree).
/// Not thread-safe; keeps its buffers from document to document. One per writer.
class DocumentParser {
 public:
  /// With a dictionary, which must outlive the parser, values that were met before come as numbers
  /// of it (ParsedDocument::FieldTokens::known_terms).
  explicit DocumentParser(const MappingContext& context,
                          const TermDictionary* dictionary = nullptr);
  ~DocumentParser();
  DocumentParser(DocumentParser&&) noexcept;

  /// Fills `document` (cleared first). Unknown fields are mapped dynamically: document.mapping is
  /// then a new Mapping. `id` appears in error texts only.
  /// Errors: mapper_parsing_exception (with caused_by), strict_dynamic_mapping_exception,
  /// json depth beyond 128, duplicate names; `document` is unspecified then.
  Status parse(std::string_view source, const std::shared_ptr<const Mapping>& mapping,
               ParsedDocument& document, std::string_view id = {});

  /// The words of one text field of a document that was parsed before, with their positions:
  /// multi-fields and copy_to count as in parse(). What does not fit the mapping any more is
  /// passed over. REQUIRES: `field` is one of `mapping`.
  void read_positions(std::string_view source, const std::shared_ptr<const Mapping>& mapping,
                      FieldId field, const PositionReader::Sink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Field name -> analyzer.
using FieldAnalyzers = std::map<std::string, std::shared_ptr<const Analyzer>>;

/// Term vectors of a stored document's fields, as more_like_this makes them from `_source`
/// (docs/scoring.md): values converted as parsed values (2.50 -> "2.5", 1e3 -> "1000.0"),
/// ignore_above not applied, repeats counted. `fields` may hold wildcards; only indexed text and
/// keyword fields are taken. A field filled only by copy_to or null_value has none. A field named
/// in `analyzers` is read with that analyzer instead of its own.
Result<std::map<std::string, TermVector>> source_term_vectors(
    std::string_view source, const Mapping& mapping, const std::vector<std::string>& fields,
    const FieldAnalyzers& analyzers = {});

/// The values at a path of a document, arrays flattened and without nulls, as a `terms` lookup
/// takes them. Errors: those of json::parse.
Result<std::vector<Scalar>> source_scalars(std::string_view source, std::string_view path);

/// `per_field_analyzer` of a liked document, {"title":"keyword"}. A name that neither the index nor
/// Elasticsearch knows means the standard analyzer. Errors: those of json::parse.
Result<FieldAnalyzers> parse_field_analyzers(std::string_view json, const MappingContext& context);

/// Term vectors of an artificial document: indexed as `parse` would, for all text and keyword
/// fields (or `fields` if not empty), in the mapping that it leads to. Text fields named in
/// `analyzers` are read with that analyzer. Unparsable: empty.
Result<std::map<std::string, TermVector>> artificial_term_vectors(
    std::string_view source, const std::shared_ptr<const Mapping>& mapping,
    const MappingContext& context, const std::vector<std::string>& fields,
    const FieldAnalyzers& analyzers = {});

}  // namespace likewise
