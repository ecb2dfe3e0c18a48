#pragma once

/// @file
/// What an index knows about its fields. A Mapping is a value: adding fields makes a new one, and
/// documents, snapshots and queries keep the one that they were made with.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "engine/index/vector_options.h"

namespace likewise {

enum class FieldKind : std::uint8_t {
  kText,
  kKeyword,
  kLong,
  kInteger,
  kShort,
  kByte,
  kDouble,
  kFloat,
  kHalfFloat,
  kBoolean,
  kDate,
  kDenseVector,  ///< Has no terms: its values are a VectorColumn.
  kObject,       ///< Only a path; has no terms.
};

/// Elasticsearch's `type` value: "text", "keyword", "long", ...
std::string_view to_string(FieldKind kind);
std::optional<FieldKind> parse_field_kind(std::string_view type);

inline bool is_string_kind(FieldKind kind) {
  return kind == FieldKind::kText || kind == FieldKind::kKeyword;
}

/// What a posting carries. Positions and offsets are not stored, so both are kept as kFreqs; they
/// say that phrases may be asked for.
enum class IndexOptions : std::uint8_t { kDocs, kFreqs, kPositions, kOffsets };

enum class SimilarityKind : std::uint8_t { kBm25, kBoolean };

struct Similarity {
  SimilarityKind kind = SimilarityKind::kBm25;
  float k1 = 1.2F;
  float b = 0.75F;
  bool discount_overlaps = true;

  friend bool operator==(const Similarity&, const Similarity&) = default;
};

/// One indexed path, multi-fields included ("title" and "title.keyword" are two of these).
struct Field {
  FieldId id = 0;
  std::string name;         ///< Full path in queries: "title.keyword".
  std::string source_path;  ///< Path in the document that fills it: "title".
  FieldKind kind = FieldKind::kText;
  bool is_multi_field = false;
  bool indexed = true;  ///< Mapping parameter `index`.
  bool doc_values = true;
  bool norms = true;  ///< Default: true for text, false for keyword.
  IndexOptions index_options = IndexOptions::kPositions;  ///< Default: kDocs for keyword.
  std::optional<std::uint32_t> ignore_above;              ///< UTF-16 units; keyword only.
  std::string similarity_name;                            ///< Empty: the index's default.
  Similarity similarity;
  std::shared_ptr<const Analyzer> analyzer;  ///< Index time; text, and keyword (whole value).
  std::shared_ptr<const Analyzer> search_analyzer;  ///< Query time; equal to `analyzer` by default.
  std::shared_ptr<const Analyzer> search_quote_analyzer;  ///< Of phrases; null: search_analyzer.
  std::uint32_t position_increment_gap = 100;             ///< Between the values of a document.
  std::string normalizer;                                 ///< Keyword; empty: none.
  std::string format;                     ///< Date format as given; empty: the default.
  std::optional<std::string> null_value;  ///< As the text that is indexed.
  std::vector<std::string> copy_to;
  std::shared_ptr<const VectorOptions> vector;  ///< Of dense_vector; else null.
  std::string raw_options;  ///< Other accepted mapping parameters, JSON members as given.

  bool has_frequencies() const { return index_options != IndexOptions::kDocs; }
  bool has_positions() const {
    return indexed && kind == FieldKind::kText && index_options >= IndexOptions::kPositions;
  }
};

enum class Dynamic : std::uint8_t { kTrue, kFalse, kStrict };

/// The fields of one index. Immutable by convention once shared (`shared_ptr<const Mapping>`);
/// thread-safe for readers then.
class Mapping {
 public:
  /// Appends a field and gives it the next FieldId. REQUIRES: no field of that name exists.
  /// References to fields added before become invalid.
  const Field& add(Field field);

  /// The field of that full path, or null. Objects are fields of kind kObject.
  const Field* find(std::string_view name) const;

  /// REQUIRES: id < fields().size().
  const Field& field(FieldId id) const { return fields_[id]; }

  /// In order of FieldId.
  std::span<const Field> fields() const { return fields_; }

  /// Multi-fields ("title.keyword") of the field `name` ("title"), in order of creation.
  std::vector<const Field*> multi_fields(std::string_view name) const;

  Dynamic dynamic = Dynamic::kTrue;
  bool date_detection = true;
  bool numeric_detection = false;
  bool routing_required = false;
  std::string meta_json;               ///< `_meta`, verbatim; empty: none.
  std::string dynamic_templates_json;  ///< As shown; empty: none.

 private:
  struct NameHash {
    using is_transparent = void;  ///< find() takes views without copying them.
    std::size_t operator()(std::string_view name) const noexcept {
      return std::hash<std::string_view>{}(name);
    }
  };
  std::vector<Field> fields_;
  std::unordered_map<std::string, FieldId, NameHash, std::equal_to<>> by_name_;
};

}  // namespace likewise
