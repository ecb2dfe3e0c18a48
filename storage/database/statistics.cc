#include "storage/database/statistics.h"

#include <optional>

#include "storage/rocks/varint.h"

namespace likewise::storage {
namespace {

/// What one document contributes to sum_total_term_freq of a field.
std::uint64_t term_freq_of(const FieldTerms& field, const Mapping& mapping) {
  if (!mapping.field(field.field).has_frequencies()) {
    return field.terms.size();
  }
  std::uint64_t sum = 0;
  for (const TermFrequency& term : field.terms) {
    sum += term.frequency;
  }
  return sum;
}

}  // namespace

StatisticsCounter::Counter& StatisticsCounter::counter(FieldId field) {
  if (field >= fields_.size()) {
    fields_.resize(std::size_t{field} + 1);
  }
  return fields_[field];
}

void StatisticsCounter::add(std::span<const FieldTerms> fields, const Mapping& mapping) {
  for (const FieldTerms& field : fields) {
    Counter& count = counter(field.field);
    count.changed = true;
    count.numbers.doc_count += 1;
    count.numbers.sum_total_term_freq += term_freq_of(field, mapping);
    std::vector<std::uint32_t>& doc_freq = count.numbers.doc_freq;
    if (field.terms.back().term >= doc_freq.size()) {
      doc_freq.resize(std::size_t{field.terms.back().term} + 1);
    }
    for (const TermFrequency& term : field.terms) {
      doc_freq[term.term] += 1;
    }
  }
}

void StatisticsCounter::subtract(std::span<const FieldTerms> fields, const Mapping& mapping) {
  for (const FieldTerms& field : fields) {
    Counter& count = counter(field.field);
    count.changed = true;
    count.numbers.doc_count -= 1;
    count.numbers.sum_total_term_freq -= term_freq_of(field, mapping);
    for (const TermFrequency& term : field.terms) {
      count.numbers.doc_freq[term.term] -= 1;
    }
  }
}

PublishedStatistics StatisticsCounter::publish() {
  PublishedStatistics all;
  all.reserve(fields_.size());
  for (Counter& count : fields_) {
    if (count.changed) {
      count.published = std::make_shared<const FieldStatistics>(count.numbers);
      count.changed = false;
    }
    all.push_back(count.published);
  }
  return all;
}

void StatisticsCounter::restore(FieldId field, FieldStatistics statistics) {
  Counter& count = counter(field);
  count.numbers = std::move(statistics);
  count.changed = true;
}

std::string encode_statistics(const FieldStatistics& statistics) {
  std::string out;
  append_varint(out, statistics.doc_count);
  append_varint(out, statistics.sum_total_term_freq);
  append_varint(out, statistics.doc_freq.size());
  for (const std::uint32_t count : statistics.doc_freq) {
    append_varint(out, count);
  }
  return out;
}

Result<FieldStatistics> decode_statistics(std::string_view bytes) {
  const std::optional<std::uint64_t> doc_count = take_varint(bytes);
  const std::optional<std::uint64_t> sum = take_varint(bytes);
  const std::optional<std::uint32_t> terms = take_varint32(bytes);
  if (!doc_count || !sum || !terms || *terms > bytes.size()) {
    return fail(ErrorCode::kCorruption, "stored statistics are damaged");
  }
  FieldStatistics statistics{*doc_count, *sum, {}};
  statistics.doc_freq.reserve(*terms);
  for (std::uint32_t i = 0; i < *terms; ++i) {
    const std::optional<std::uint32_t> count = take_varint32(bytes);
    if (!count) {
      return fail(ErrorCode::kCorruption, "stored statistics are damaged");
    }
    statistics.doc_freq.push_back(*count);
  }
  return statistics;
}

}  // namespace likewise::storage
