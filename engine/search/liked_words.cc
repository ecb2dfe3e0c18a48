#include "engine/search/liked_words.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/java_text.h"
#include "engine/search/java_hash_order.h"

namespace likewise {
namespace {

/// max_num_tokens of Elasticsearch's parser, which no request can change.
constexpr std::size_t kMaxTokensPerText = 5'000;

constexpr std::size_t kFirstSlots = 64;

/// Java's hash leaves short tokens in neighbouring slots; a multiplication scatters them.
std::size_t first_slot(std::uint32_t hash, std::size_t slots) {
  const auto bits = static_cast<unsigned>(std::countr_zero(slots));
  return (hash * 0x9E3779B1U) >> (32U - bits);
}

}  // namespace

TermFilter::TermFilter(const MoreLikeThisQuery& query)
    : min_word_length_(query.min_word_length),
      max_word_length_(query.max_word_length),
      stop_words_(query.stop_words.begin(), query.stop_words.end()) {}

void TermFilter::skip(std::string_view field, std::string_view term) {
  auto found = skipped_.find(field);
  if (found == skipped_.end()) {
    found = skipped_.emplace(field, TermSet()).first;
  }
  found->second.emplace(term);
}

bool TermFilter::is_noise(std::string_view term) const {
  if (min_word_length_ > 0 || max_word_length_ > 0) {
    const auto length = static_cast<std::int64_t>(utf16_length(term));
    if ((min_word_length_ > 0 && length < min_word_length_) ||
        (max_word_length_ > 0 && length > max_word_length_)) {
      return true;
    }
  }
  return !stop_words_.empty() && stop_words_.contains(term);
}

bool TermFilter::rejects(std::string_view field, std::string_view term) const {
  if (is_noise(term)) {
    return true;
  }
  if (skipped_.empty()) {
    return false;
  }
  const auto found = skipped_.find(field);
  return found != skipped_.end() && found->second.contains(term);
}

TermFate TermFilter::reason(std::string_view field, std::string_view term) const {
  if (is_noise(term)) {
    const auto length = static_cast<std::int64_t>(utf16_length(term));
    if (min_word_length_ > 0 && length < min_word_length_) {
      return TermFate::kMinWordLength;
    }
    return max_word_length_ > 0 && length > max_word_length_ ? TermFate::kMaxWordLength
                                                             : TermFate::kStopWord;
  }
  LIKEWISE_CHECK(rejects(field, term), "only rejected terms have a reason");
  return TermFate::kUnlike;
}

WordCounts::WordCounts()
    : texts_(std::make_unique<std::pmr::monotonic_buffer_resource>()), slots_(kFirstSlots) {}

void WordCounts::reserve(std::size_t words) {
  words_.reserve(words);
  const std::size_t slots = std::bit_ceil(2 * words);
  if (slots > slots_.size()) {
    rehash(slots);
  }
}

void WordCounts::add(std::string_view text, std::uint32_t frequency) {
  const std::uint32_t hash = java_map_hash(text);
  const std::size_t slot = slot_of(text, hash);
  if (slots_[slot] != 0) {
    words_[slots_[slot] - 1].frequency += frequency;
    return;
  }
  if (!text.empty()) {
    auto* const copy = static_cast<char*>(texts_->allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    text = {copy, text.size()};
  }
  insert(slot, {text, hash, frequency});
}

void WordCounts::add_lasting(std::string_view text, std::uint32_t frequency) {
  const std::uint32_t hash = java_map_hash(text);
  const std::size_t slot = slot_of(text, hash);
  if (slots_[slot] != 0) {
    words_[slots_[slot] - 1].frequency += frequency;
    return;
  }
  insert(slot, {text, hash, frequency});
}

std::size_t WordCounts::slot_of(std::string_view text, std::uint32_t hash) const noexcept {
  std::size_t slot = first_slot(hash, slots_.size());
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const Word& word = words_[slots_[slot] - 1];
    if (word.hash == hash && word.text == text) {
      break;
    }
  }
  return slot;
}

void WordCounts::insert(std::size_t slot, Word word) {
  words_.push_back(word);
  slots_[slot] = static_cast<std::uint32_t>(words_.size());
  if (2 * words_.size() > slots_.size()) {
    rehash(2 * slots_.size());
  }
}

void WordCounts::rehash(std::size_t slots) {
  slots_.assign(slots, 0);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::size_t slot = first_slot(words_[i].hash, slots);
    while (slots_[slot] != 0) {
      slot = (slot + 1) & (slots - 1);
    }
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

void count_like_text(const Analyzer& analyzer, std::string_view text, std::string_view field,
                     const TermFilter& filter, WordCounts& counts, WordCounts* rejected) {
  std::size_t tokens = 0;
  analyzer.analyze(text, [&](std::string_view term) {
    if (tokens++ >= kMaxTokensPerText) {
      return;
    }
    if (!filter.rejects(field, term)) {
      counts.add(term, 1);
    } else if (rejected != nullptr) {
      rejected->add(term, 1);
    }
  });
}

}  // namespace likewise
