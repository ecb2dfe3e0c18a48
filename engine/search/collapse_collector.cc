#include "engine/search/collapse_collector.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/search/field_columns.h"

namespace likewise {
namespace {

bool can_collapse(FieldKind kind) {
  return kind != FieldKind::kText && kind != FieldKind::kBoolean && kind != FieldKind::kDate;
}

Error illegal(std::string reason) {
  return shard_error("illegal_argument_exception", std::move(reason));
}

}  // namespace

Result<const Field*> CollapseCollector::find_field(const std::string& name,
                                                   const IndexSnapshot& snapshot,
                                                   const SearchOptions& options) {
  const Field* const field = snapshot.mapping->find(name);
  const bool is_metadata = name == "_id" || name == "_index";
  if (!is_metadata && (field == nullptr || field->kind == FieldKind::kObject)) {
    return fail(illegal(fmt::format("no mapping found for `{}` in order to collapse on", name)));
  }
  if (is_metadata || !can_collapse(field->kind)) {
    const std::string_view type = is_metadata ? std::string_view(name) : to_string(field->kind);
    return fail(illegal(
        options.legacy
            ? fmt::format("unknown type for collapse field `{}`, only keywords and numbers are "
                          "accepted",
                          name)
            : fmt::format("collapse is not supported for the field [{}] of the type [{}]", name,
                          type)));
  }
  if (!field->doc_values) {
    return fail(illegal(fmt::format("cannot collapse on field `{}` without `doc_values`", name)));
  }
  return field;
}

CollapseCollector::CollapseCollector(SortOrder& order, const Field& field,
                                     const TermDictionary& dictionary, std::vector<SortCell> after)
    : order_(order),
      field_(field),
      dictionary_(dictionary),
      after_(std::move(after)),
      cells_(order.size()) {}

void CollapseCollector::begin_segment(const SegmentView& segment) {
  order_.begin_segment(*segment.segment);
  segment_ = segment.segment.get();
  values_ = &segment_->values(field_, dictionary_);
}

std::optional<std::uint64_t> CollapseCollector::group_of(DocId doc) {
  const auto ordinals = values_->ordinals(doc);
  const auto longs = values_->longs(doc);
  const auto doubles = values_->doubles(doc);
  const std::size_t count = ordinals.size() + longs.size() + doubles.size();
  if (count > 1 && !ambiguous_) {
    ambiguous_ = doc - segment_->first_doc();
  }
  if (count == 0) {
    return std::nullopt;
  }
  if (!ordinals.empty()) {
    return values_->terms()[ordinals.front()];
  }
  return !longs.empty() ? static_cast<std::uint64_t>(longs.front())
                        : std::bit_cast<std::uint64_t>(doubles.front());
}

void CollapseCollector::offer(SortedHit& best, const ScoredDoc& match) {
  if (order_.compare(cells_, best.cells) < 0) {
    best.match = match;
    best.cells = cells_;
  }
}

void CollapseCollector::collect(std::span<const ScoredDoc> matches) {
  for (const ScoredDoc& match : matches) {
    if (!max_score_ || match.score > *max_score_) {
      max_score_ = match.score;
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      cells_[i] = order_.column(i).read(match);
    }
    const std::optional<std::uint64_t> group = group_of(match.doc);
    if (!group) {
      if (!without_value_) {
        without_value_ = SortedHit{match, cells_};
      }
      offer(*without_value_, match);
      continue;
    }
    const auto [place, is_new] = groups_.try_emplace(*group, SortedHit{match, {}});
    if (is_new) {
      place->second.cells = cells_;
    } else {
      offer(place->second, match);
    }
  }
}

Result<std::vector<SortedHit>> CollapseCollector::take_sorted(std::size_t k, bool legacy) {
  if (ambiguous_) {
    if (legacy) {
      return fail(shard_error("illegal_state_exception",
                              fmt::format("failed to collapse {}, the collapse field must be "
                                          "single valued",
                                          *ambiguous_))
                      .with_status(500));
    }
    return fail(illegal(fmt::format(
        "failed to extract doc:{}, the grouping field must be single valued", *ambiguous_)));
  }
  std::vector<SortedHit> hits;
  for (auto& [group, hit] : groups_) {
    hits.push_back(std::move(hit));
  }
  if (without_value_) {
    hits.push_back(*std::move(without_value_));
  }
  std::erase_if(hits, [this](const SortedHit& hit) {
    return !after_.empty() && order_.compare(hit.cells, after_) <= 0;
  });
  std::sort(hits.begin(), hits.end(), [this](const SortedHit& a, const SortedHit& b) {
    const int order = order_.compare(a.cells, b.cells);
    return order != 0 ? order < 0 : a.match.doc < b.match.doc;
  });
  hits.resize(std::min(hits.size(), k));
  groups_.clear();
  without_value_.reset();
  return hits;
}

SortValue CollapseCollector::key_of(const Segment& segment, DocId doc) const {
  const FieldValues& values = segment.values(field_, dictionary_);
  if (const auto ordinals = values.ordinals(doc); !ordinals.empty()) {
    return std::string(dictionary_.text(field_.id, values.terms()[ordinals.front()]));
  }
  if (const auto longs = values.longs(doc); !longs.empty()) {
    return longs.front();
  }
  const auto doubles = values.doubles(doc);
  return doubles.empty() ? SortValue() : SortValue(doubles.front());
}

}  // namespace likewise
