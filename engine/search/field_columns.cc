#include "engine/search/field_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/search/sort_values.h"

namespace likewise {
namespace {

Error no_number(const std::string& text) {
  return shard_error("number_format_exception", fmt::format("For input string: \"{}\"", text));
}

Error cannot_parse_after(const SortKey& key, Error cause) {
  return shard_error("illegal_argument_exception",
                     fmt::format("Failed to parse search_after value for field [{}].", key.field))
      .caused_by(std::move(cause));
}

/// Java's (int) of a long.
std::int64_t wrapped_int(std::int64_t value) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
}

/// One number of each document, picked by `mode`.
class NumberColumn : public SortColumn {
 public:
  NumberColumn(const SortKey& key, const ColumnSource& source)
      : key_(key),
        source_(source),
        mode_(key.mode.value_or(key.descending ? SortKey::Mode::kMax : SortKey::Mode::kMin)) {}

  void begin_segment(const Segment& segment) override {
    values_ =
        source_.field != nullptr ? &segment.values(*source_.field, *source_.dictionary) : nullptr;
  }

  SortCell read(const ScoredDoc& match) const override {
    if (values_ == nullptr) {
      return {missing_, {}};
    }
    const auto longs = values_->longs(match.doc);
    const auto doubles = values_->doubles(match.doc);
    if (longs.empty() && doubles.empty()) {
      return {missing_, {}};
    }
    return {directed(rank(longs, doubles)), {}};
  }

 protected:
  /// The rank of a document's value; one of both lists is empty.
  virtual std::uint64_t rank(std::span<const std::int64_t> longs,
                             std::span<const double> doubles) const = 0;

  const SortKey& key() const { return key_; }
  const ColumnSource& source() const { return source_; }
  SortKey::Mode mode() const { return mode_; }
  void set_missing(std::uint64_t rank) { missing_ = directed(rank); }
  /// Missing values sort as the greatest or the smallest number.
  bool missing_is_greatest() const { return key_.missing_first == key_.descending; }
  /// A rank in the direction of the column, and back.
  std::uint64_t directed(std::uint64_t rank) const { return key_.descending ? ~rank : rank; }

 private:
  const SortKey& key_;
  ColumnSource source_;
  SortKey::Mode mode_;
  std::uint64_t missing_ = 0;
  const FieldValues* values_ = nullptr;
};

class LongColumn final : public NumberColumn {
 public:
  static Result<std::unique_ptr<SortColumn>> make(const SortKey& key, const ColumnSource& source) {
    auto column = std::make_unique<LongColumn>(key, source);
    LIKEWISE_TRY(const std::int64_t missing, column->missing_value());
    column->set_missing(long_rank(missing));
    return std::unique_ptr<SortColumn>(std::move(column));
  }

  using NumberColumn::NumberColumn;

  SortValue value(const SortCell& cell) const override { return ranked_long(directed(cell.rank)); }

  Result<SortCell> cell_of(const SortScalar& scalar, std::size_t position) const override {
    if (scalar.is_null) {
      return fail(null_after_error(key().field, is_int() ? "INT" : "LONG", position));
    }
    LIKEWISE_TRY(std::int64_t value, after_value(scalar));
    if (is_int()) {
      constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max();
      value = wrapped_int(source().wraps ? value : std::min(value, kLargest));
    }
    return SortCell{directed(long_rank(value)), {}};
  }

 protected:
  std::uint64_t rank(std::span<const std::int64_t> longs,
                     std::span<const double> doubles) const override {
    if (!doubles.empty()) {
      cut_.clear();
      std::transform(doubles.begin(), doubles.end(), std::back_inserter(cut_), java_long);
      longs = cut_;
    }
    const std::int64_t value = pick_long(longs, mode());
    return long_rank(is_int() ? wrapped_int(value) : value);
  }

 private:
  bool is_int() const { return source().type == ColumnType::kInt; }

  Result<std::int64_t> missing_value() const {
    if (!key().missing) {
      if (is_int()) {
        return missing_is_greatest() ? std::numeric_limits<std::int32_t>::max()
                                     : std::numeric_limits<std::int32_t>::min();
      }
      return missing_is_greatest() ? std::numeric_limits<std::int64_t>::max()
                                   : std::numeric_limits<std::int64_t>::min();
    }
    const SortScalar& missing = *key().missing;
    const bool is_fraction = missing.is_number && missing.real && !missing.whole;
    if (!missing.whole && !is_fraction) {
      return fail(no_number(missing.text));
    }
    const std::int64_t whole = is_fraction ? java_long(*missing.real) : *missing.whole;
    if (!is_int()) {
      return whole;
    }
    if (!missing.is_number && whole != wrapped_int(whole)) {
      return fail(no_number(missing.text));
    }
    // A fraction saturates as an int does, a whole number wraps.
    return is_fraction ? std::clamp<std::int64_t>(whole, std::numeric_limits<std::int32_t>::min(),
                                                  std::numeric_limits<std::int32_t>::max())
                       : wrapped_int(whole);
  }

  Result<std::int64_t> after_value(const SortScalar& scalar) const {
    if (source().is_boolean && !scalar.is_number) {
      if (scalar.text != "true" && scalar.text != "false") {
        return fail(
            shard_error("illegal_argument_exception",
                        fmt::format("Cannot parse boolean [{}], expected either [true] or [false]",
                                    scalar.text)));
      }
      return scalar.text == "true" ? 1 : 0;
    }
    if (scalar.whole && !scalar.is_big) {
      return *scalar.whole;
    }
    if (!scalar.real) {
      return source().is_date
                 ? fail(Error(ErrorCode::kUnsupported,
                              fmt::format("[search_after] value [{}] is no date of the field [{}]",
                                          scalar.text, key().field))
                            .raised_in_shard())
                 : fail(cannot_parse_after(key(), no_number(scalar.text)));
    }
    return java_long(scalar.is_number ? *scalar.real : std::floor(*scalar.real));
  }

  mutable std::vector<std::int64_t> cut_;  ///< Room for one document's values.
};

/// float and double: both compare as doubles.
class DoubleColumn final : public NumberColumn {
 public:
  static Result<std::unique_ptr<SortColumn>> make(const SortKey& key, const ColumnSource& source) {
    auto column = std::make_unique<DoubleColumn>(key, source);
    LIKEWISE_TRY(const double missing, column->missing_value());
    column->set_missing(double_rank(missing));
    return std::unique_ptr<SortColumn>(std::move(column));
  }

  using NumberColumn::NumberColumn;

  SortValue value(const SortCell& cell) const override {
    const double value = ranked_double(directed(cell.rank));
    return is_float() ? SortValue(static_cast<float>(value)) : SortValue(value);
  }

  Result<SortCell> cell_of(const SortScalar& scalar, std::size_t position) const override {
    if (scalar.is_null) {
      return fail(null_after_error(key().field, is_float() ? "FLOAT" : "DOUBLE", position));
    }
    if (!scalar.real) {
      return fail(cannot_parse_after(key(), no_number(scalar.text)));
    }
    return SortCell{directed(double_rank(narrowed(*scalar.real))), {}};
  }

 protected:
  std::uint64_t rank(std::span<const std::int64_t> longs,
                     std::span<const double> doubles) const override {
    if (!longs.empty()) {
      widened_.clear();
      std::transform(longs.begin(), longs.end(), std::back_inserter(widened_),
                     [](std::int64_t value) { return static_cast<double>(value); });
      doubles = widened_;
    }
    return double_rank(narrowed(pick_double(doubles, mode())));
  }

 private:
  bool is_float() const { return source().type == ColumnType::kFloat; }

  double narrowed(double value) const {
    return is_float() ? static_cast<double>(static_cast<float>(value)) : value;
  }

  Result<double> missing_value() const {
    if (!key().missing) {
      constexpr double kInfinity = std::numeric_limits<double>::infinity();
      return missing_is_greatest() ? kInfinity : -kInfinity;
    }
    if (!key().missing->real) {
      return fail(no_number(key().missing->text));
    }
    return narrowed(*key().missing->real);
  }

  mutable std::vector<double> widened_;  ///< Room for one document's values.
};

/// The least or greatest term of each document.
class TextColumn final : public SortColumn {
 public:
  TextColumn(const SortKey& key, const ColumnSource& source)
      : key_(key),
        source_(source),
        takes_last_(key.mode ? *key.mode == SortKey::Mode::kMax : key.descending) {}

  void begin_segment(const Segment& segment) override {
    values_ =
        source_.field != nullptr ? &segment.values(*source_.field, *source_.dictionary) : nullptr;
  }

  SortCell read(const ScoredDoc& match) const override {
    const auto ordinals =
        values_ != nullptr ? values_->ordinals(match.doc) : std::span<const std::uint32_t>();
    if (ordinals.empty()) {
      return missing();
    }
    const std::uint32_t ordinal = takes_last_ ? ordinals.back() : ordinals.front();
    return {kPresent, source_.dictionary->text(source_.field->id, values_->terms()[ordinal])};
  }

  SortValue value(const SortCell& cell) const override {
    return cell.rank == kPresent ? SortValue(std::string(cell.text)) : SortValue();
  }

  Result<SortCell> cell_of(const SortScalar& scalar, std::size_t) const override {
    return scalar.is_null ? SortCell{missing_rank(), {}} : SortCell{kPresent, scalar.text};
  }

  bool has_reversed_texts() const override { return key_.descending; }

 private:
  static constexpr std::uint64_t kPresent = 1;

  std::uint64_t missing_rank() const { return key_.missing_first ? 0 : 2; }
  SortCell missing() const {
    return key_.missing ? SortCell{kPresent, key_.missing->text} : SortCell{missing_rank(), {}};
  }

  const SortKey& key_;
  ColumnSource source_;
  bool takes_last_;
  const FieldValues* values_ = nullptr;
};

}  // namespace

Error null_after_error(std::string_view field, std::string_view type, std::size_t position) {
  return shard_error("illegal_argument_exception",
                     fmt::format("[search_after] value at position {} cannot be null for sort "
                                 "field [{}] of type [{}].",
                                 position, field, type));
}

Error shard_error(std::string type, std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type(std::move(type))
      .raised_in_shard();
}

Result<std::unique_ptr<SortColumn>> make_field_column(const SortKey& key,
                                                      const ColumnSource& source) {
  switch (source.type) {
    case ColumnType::kInt:
    case ColumnType::kLong:
      return LongColumn::make(key, source);
    case ColumnType::kFloat:
    case ColumnType::kDouble:
      return DoubleColumn::make(key, source);
    case ColumnType::kText:
      break;
  }
  return std::unique_ptr<SortColumn>(std::make_unique<TextColumn>(key, source));
}

}  // namespace likewise
