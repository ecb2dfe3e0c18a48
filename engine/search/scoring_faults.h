#pragma once

#include <cmath>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "engine/search/match_collector.h"

namespace likewise {

/// Why documents have no score: a function met a value that it cannot take. Such a document scores
/// NaN, and only if it is a hit in the end is that an error of the search. Thread-safe.
class ScoringFaults {
 public:
  /// Keeps the first ones only: they are told one at a time.
  void note(DocId doc, Error error) {
    const std::lock_guard lock(mutex_);
    if (errors_.size() < kMostKept) {
      errors_.try_emplace(doc, std::move(error));
    }
  }

  /// The error of that document, or of some other one. Nothing if nothing was noted.
  std::optional<Error> of(DocId doc) const {
    const std::lock_guard lock(mutex_);
    const auto found = errors_.find(doc);
    if (found != errors_.end()) {
      return found->second;
    }
    return errors_.empty() ? std::nullopt : std::optional(errors_.begin()->second);
  }

 private:
  static constexpr std::size_t kMostKept = 65'536;

  mutable std::mutex mutex_;
  std::map<DocId, Error> errors_;
};

/// Remembers the first hit whose score is NaN.
class FaultyHit final : public MatchCollector {
 public:
  void begin_segment(const SegmentView&) override {}
  void collect(std::span<const ScoredDoc> matches) override {
    for (const ScoredDoc& match : matches) {
      if (std::isnan(match.score) && !doc_) {
        doc_ = match.doc;
      }
    }
  }
  std::optional<DocId> doc() const { return doc_; }

 private:
  std::optional<DocId> doc_;
};

}  // namespace likewise
