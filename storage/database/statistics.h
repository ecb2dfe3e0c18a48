#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/index/mapping.h"
#include "engine/index/segment_builder.h"
#include "engine/index/snapshot.h"

namespace likewise::storage {

/// By FieldId; null where nothing was counted.
using PublishedStatistics = std::vector<std::shared_ptr<const FieldStatistics>>;

/// The statistics of the living documents, kept up to date write by write. A document that dies is
/// subtracted with the terms of its forward record, so no trace of it stays. Not thread-safe.
class StatisticsCounter {
 public:
  void add(std::span<const FieldTerms> fields, const Mapping& mapping);
  /// REQUIRES: the same document was added.
  void subtract(std::span<const FieldTerms> fields, const Mapping& mapping);

  /// The numbers as of now. Fields that did not change since the last call are shared with it.
  PublishedStatistics publish();

  /// Replaces everything by stored numbers.
  void restore(FieldId field, FieldStatistics statistics);

 private:
  struct Counter {
    FieldStatistics numbers;
    std::shared_ptr<const FieldStatistics> published;
    bool changed = false;
  };
  Counter& counter(FieldId field);

  std::vector<Counter> fields_;
};

std::string encode_statistics(const FieldStatistics& statistics);
/// Errors: kCorruption.
Result<FieldStatistics> decode_statistics(std::string_view bytes);

}  // namespace likewise::storage
