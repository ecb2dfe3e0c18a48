#include "engine/search/sort_columns.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/search/field_columns.h"
#include "engine/search/fielddata.h"
#include "engine/search/sort_values.h"

namespace likewise {
namespace {

class ScoreColumn final : public SortColumn {
 public:
  explicit ScoreColumn(const SortKey& key) : descending_(key.descending) {}

  void begin_segment(const Segment&) override {}
  SortCell read(const ScoredDoc& match) const override { return cell(match.score); }
  SortValue value(const SortCell& cell) const override {
    return static_cast<float>(ranked_double(descending_ ? ~cell.rank : cell.rank));
  }
  Result<SortCell> cell_of(const SortScalar& scalar, std::size_t) const override {
    if (!scalar.real) {
      return fail(shard_error("illegal_argument_exception",
                              "Failed to parse search_after value for field [_score]."));
    }
    return cell(static_cast<float>(*scalar.real));
  }

 private:
  SortCell cell(float score) const {
    const std::uint64_t rank = double_rank(static_cast<double>(score));
    return {descending_ ? ~rank : rank, {}};
  }

  bool descending_;
};

/// `_doc`, and `_shard_doc` with the number of the shard in the upper half.
class DocumentColumn final : public SortColumn {
 public:
  DocumentColumn(const SortKey& key, std::uint32_t shard)
      : descending_(key.descending),
        shard_(key.target == SortKey::Target::kShardDocument
                   ? static_cast<std::int64_t>(std::uint64_t{shard} << 32U)
                   : 0) {}

  void begin_segment(const Segment&) override {}
  SortCell read(const ScoredDoc& match) const override {
    return cell(shard_ + static_cast<std::int64_t>(match.doc));
  }
  SortValue value(const SortCell& cell) const override {
    return ranked_long(descending_ ? ~cell.rank : cell.rank);
  }
  Result<SortCell> cell_of(const SortScalar& scalar, std::size_t position) const override {
    if (scalar.is_null) {
      return fail(null_after_error("null", "DOC", position));
    }
    if (!scalar.whole) {
      return fail(shard_error("illegal_argument_exception",
                              "Failed to parse search_after value for field [_doc]."));
    }
    return cell(*scalar.whole);
  }

 private:
  SortCell cell(std::int64_t number) const {
    const std::uint64_t rank = long_rank(number);
    return {descending_ ? ~rank : rank, {}};
  }

  bool descending_;
  std::int64_t shard_;
};

ColumnType column_type(FieldKind kind, const SearchOptions& options) {
  switch (value_kind(kind)) {
    case ValueKind::kTerms:
      return ColumnType::kText;
    case ValueKind::kDoubles:
      return kind == FieldKind::kDouble ? ColumnType::kDouble : ColumnType::kFloat;
    case ValueKind::kLongs:
      break;
  }
  const bool is_opensearch = options.dialect == Dialect::kOpenSearch3;
  const bool is_small = kind == FieldKind::kInteger || kind == FieldKind::kShort ||
                        kind == FieldKind::kByte || (is_opensearch && kind == FieldKind::kBoolean);
  return is_small && (is_opensearch || !options.legacy) ? ColumnType::kInt : ColumnType::kLong;
}

Error query_shard_error(const SearchOptions& options, std::string reason) {
  return shard_error("query_shard_exception", std::move(reason)).with_index(options.index_name);
}

/// The index as errors about fields without values name it.
std::string_view named_index(const SearchOptions& options) {
  return options.legacy ? std::string_view() : options.index_name;
}

Status check_mode(const SortKey& key, FieldKind kind, const SearchOptions& options) {
  if (!is_string_kind(kind)) {
    return {};
  }
  const bool is_computed = key.mode == SortKey::Mode::kAvg || key.mode == SortKey::Mode::kMedian ||
                           key.mode == SortKey::Mode::kSum;
  if (is_computed) {
    return fail(
        query_shard_error(options, "we only support AVG, MEDIAN and SUM on number based fields"));
  }
  if (key.numeric_type) {
    return fail(query_shard_error(
        options, fmt::format("[numeric_type] option cannot be set on a non-numeric field, got {}",
                             to_string(kind))));
  }
  return {};
}

Error not_sortable(const SortKey& key, const SearchOptions& options) {
  constexpr auto kWithoutValues = std::to_array<std::string_view>(
      {"_source", "_field_names", "_routing", "_ignored", "_version", "_nested_path"});
  const bool is_metadata =
      std::find(kWithoutValues.begin(), kWithoutValues.end(), key.field) != kWithoutValues.end();
  if (is_metadata) {
    return shard_error(
        "illegal_argument_exception",
        fmt::format("Fielddata is not supported on field [{}] of type [{}]", key.field, key.field));
  }
  if (key.field == "_id" && !options.legacy) {
    return shard_error("illegal_argument_exception",
                       "Fielddata access on the _id field is disallowed, you can re-enable it by "
                       "updating the dynamic cluster setting: indices.id_field_data.enabled");
  }
  if (key.field == "_id" || key.field == "_index" || key.field == "_seq_no") {
    return Error(ErrorCode::kUnsupported,
                 fmt::format("sorting on [{}] is not supported by likewise", key.field))
        .raised_in_shard();
  }
  return query_shard_error(options,
                           fmt::format("No mapping found for [{}] in order to sort on", key.field));
}

/// The kind of a field that is not mapped, from `unmapped_type`.
Result<FieldKind> unmapped_kind(const SortKey& key, const SearchOptions& options) {
  if (!key.unmapped_type) {
    return fail(not_sortable(key, options));
  }
  const std::optional<FieldKind> kind = parse_field_kind(*key.unmapped_type);
  if (!kind) {
    return fail(shard_error("illegal_argument_exception",
                            fmt::format("No mapper found for type [{}]", *key.unmapped_type)));
  }
  if (*kind == FieldKind::kObject) {
    return fail(
        shard_error("illegal_argument_exception", "Mapper for type [object] must be a leaf field"));
  }
  if (*kind == FieldKind::kText) {
    return fail(fielddata_error(options.legacy ? "__anonymous_text" : "__anonymous_",
                                FieldKind::kText, named_index(options)));
  }
  return *kind;
}

Result<std::unique_ptr<SortColumn>> bind_field(const SortKey& key, const IndexSnapshot& snapshot,
                                               const SearchOptions& options) {
  const Field* field = snapshot.mapping->find(key.field);
  if (field != nullptr && field->kind == FieldKind::kObject) {
    field = nullptr;
  }
  FieldKind kind = FieldKind::kObject;
  if (field != nullptr) {
    kind = field->kind;
    LIKEWISE_TRY_STATUS(check_has_values(*field, named_index(options)));
  } else {
    LIKEWISE_TRY(kind, unmapped_kind(key, options));
  }
  LIKEWISE_TRY_STATUS(check_mode(key, kind, options));
  const bool is_opensearch = options.dialect == Dialect::kOpenSearch3;
  ColumnSource source{field, snapshot.dictionary.get(), column_type(kind, options)};
  source.is_boolean = kind == FieldKind::kBoolean && !is_opensearch;
  source.is_date = kind == FieldKind::kDate;
  source.wraps = is_opensearch;
  if (key.numeric_type) {
    source.type = *key.numeric_type == SortKey::NumericType::kDouble ? ColumnType::kDouble
                                                                     : ColumnType::kLong;
  }
  return make_field_column(key, source);
}

Result<std::unique_ptr<SortColumn>> bind_key(const SortKey& key, const IndexSnapshot& snapshot,
                                             const SearchOptions& options) {
  switch (key.target) {
    case SortKey::Target::kScore:
      return std::unique_ptr<SortColumn>(std::make_unique<ScoreColumn>(key));
    case SortKey::Target::kDocument:
    case SortKey::Target::kShardDocument:
      return std::unique_ptr<SortColumn>(std::make_unique<DocumentColumn>(key, options.shard));
    case SortKey::Target::kField:
      break;
  }
  return bind_field(key, snapshot, options);
}

}  // namespace

Result<SortOrder> SortOrder::bind(const std::vector<SortKey>& keys, const IndexSnapshot& snapshot,
                                  const SearchOptions& options) {
  SortOrder order;
  for (const SortKey& key : keys) {
    LIKEWISE_TRY(std::unique_ptr<SortColumn> column, bind_key(key, snapshot, options));
    order.columns_.push_back(std::move(column));
  }
  return order;
}

void SortOrder::begin_segment(const Segment& segment) {
  for (const std::unique_ptr<SortColumn>& column : columns_) {
    column->begin_segment(segment);
  }
}

int SortOrder::compare(std::size_t column, const SortCell& a, const SortCell& b) const noexcept {
  if (a.rank != b.rank) {
    return a.rank < b.rank ? -1 : 1;
  }
  const int order = a.text.compare(b.text);
  return columns_[column]->has_reversed_texts() ? -order : order;
}

int SortOrder::compare(std::span<const SortCell> a, std::span<const SortCell> b) const noexcept {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (const int order = compare(i, a[i], b[i]); order != 0) {
      return order;
    }
  }
  return 0;
}

Result<std::vector<SortCell>> SortOrder::cells_of(const std::vector<SortScalar>& values) const {
  if (columns_.empty()) {
    return fail(shard_error("illegal_argument_exception", "Sort must contain at least one field."));
  }
  if (values.size() != columns_.size()) {
    return fail(shard_error("illegal_argument_exception",
                            fmt::format("search_after has {} value(s) but sort has {}.",
                                        values.size(), columns_.size())));
  }
  std::vector<SortCell> cells;
  for (std::size_t i = 0; i < values.size(); ++i) {
    LIKEWISE_TRY(const SortCell cell, columns_[i]->cell_of(values[i], i));
    cells.push_back(cell);
  }
  return cells;
}

std::vector<SortValue> SortOrder::values(std::span<const SortCell> cells) const {
  std::vector<SortValue> values;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    values.push_back(columns_[i]->value(cells[i]));
  }
  return values;
}

}  // namespace likewise
