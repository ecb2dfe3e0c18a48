#include "engine/dsl/analysis_components.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

constexpr std::int64_t kMaxInt = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kMaxTokenLengthLimit = 1'048'576;

// Of Elasticsearch without plugins: they exist there, so "unknown" would be the wrong answer.
constexpr auto kOtherFilters = std::to_array<std::string_view>({"apostrophe",
                                                                "arabic_normalization",
                                                                "arabic_stem",
                                                                "bengali_normalization",
                                                                "brazilian_stem",
                                                                "cjk_bigram",
                                                                "cjk_width",
                                                                "classic",
                                                                "common_grams",
                                                                "condition",
                                                                "czech_stem",
                                                                "decimal_digit",
                                                                "delimited_payload",
                                                                "dictionary_decompounder",
                                                                "dutch_stem",
                                                                "edge_ngram",
                                                                "elision",
                                                                "fingerprint",
                                                                "flatten_graph",
                                                                "french_stem",
                                                                "german_normalization",
                                                                "german_stem",
                                                                "hindi_normalization",
                                                                "hunspell",
                                                                "hyphenation_decompounder",
                                                                "indic_normalization",
                                                                "keep",
                                                                "keep_types",
                                                                "keyword_marker",
                                                                "keyword_repeat",
                                                                "kstem",
                                                                "limit",
                                                                "min_hash",
                                                                "multiplexer",
                                                                "ngram",
                                                                "pattern_capture",
                                                                "pattern_replace",
                                                                "persian_normalization",
                                                                "porter_stem",
                                                                "predicate_token_filter",
                                                                "remove_duplicates",
                                                                "reverse",
                                                                "russian_stem",
                                                                "scandinavian_folding",
                                                                "scandinavian_normalization",
                                                                "serbian_normalization",
                                                                "shingle",
                                                                "snowball",
                                                                "sorani_normalization",
                                                                "stemmer",
                                                                "stemmer_override",
                                                                "synonym",
                                                                "synonym_graph",
                                                                "truncate",
                                                                "type_as_payload",
                                                                "uppercase",
                                                                "word_delimiter",
                                                                "word_delimiter_graph"});
constexpr auto kOtherTokenizers = std::to_array<std::string_view>(
    {"PathHierarchy", "char_group", "classic", "edgeNGram", "edge_ngram", "nGram", "ngram",
     "path_hierarchy", "pattern", "simple_pattern", "simple_pattern_split", "thai",
     "uax_url_email"});
constexpr auto kOtherAnalyzers = std::to_array<std::string_view>(
    {"arabic",      "armenian",   "basque",     "bengali",  "brazilian", "bulgarian",  "catalan",
     "chinese",     "cjk",        "czech",      "danish",   "dutch",     "english",    "estonian",
     "fingerprint", "finnish",    "french",     "galician", "german",    "greek",      "hindi",
     "hungarian",   "indonesian", "irish",      "italian",  "latvian",   "lithuanian", "norwegian",
     "pattern",     "persian",    "portuguese", "romanian", "russian",   "snowball",   "sorani",
     "spanish",     "swedish",    "thai",       "turkish"});
constexpr auto kOtherCharFilters =
    std::to_array<std::string_view>({"html_strip", "mapping", "pattern_replace"});

std::span<const std::string_view> others_of(ComponentKind kind) {
  switch (kind) {
    case ComponentKind::kCharFilter:
      return kOtherCharFilters;
    case ComponentKind::kTokenizer:
      return kOtherTokenizers;
    case ComponentKind::kFilter:
      return kOtherFilters;
    case ComponentKind::kAnalyzer:
      break;
  }
  return kOtherAnalyzers;
}

Result<TokenFilter> read_length(const SettingGroup& group) {
  LIKEWISE_TRY(const std::int64_t min, integer_in(group, "min", 0));
  LIKEWISE_TRY(const std::int64_t max, integer_in(group, "max", kMaxInt));
  if (min < 0) {
    return fail(illegal_argument("minimum length must be greater than or equal to zero"));
  }
  if (min > max) {
    return fail(illegal_argument("maximum length must not be greater than minimum length"));
  }
  return length_filter(static_cast<std::size_t>(min), static_cast<std::size_t>(max));
}

/// "_french_" and the like; other words of that form are words.
bool is_language_set(std::string_view word) {
  return word.size() > 2 && word.front() == '_' && word.back() == '_' &&
         exists_elsewhere(ComponentKind::kAnalyzer, word.substr(1, word.size() - 2));
}

}  // namespace

bool exists_elsewhere(ComponentKind kind, std::string_view type) {
  const std::span<const std::string_view> others = others_of(kind);
  return std::find(others.begin(), others.end(), type) != others.end();
}

Error unsupported_component(std::string_view what, std::string_view type, std::string_view name) {
  return Error(ErrorCode::kUnsupported,
               fmt::format("{} [{}] of [{}] is not supported by likewise", what, type, name));
}

Result<WordSet> read_stop_words(const SettingGroup& group, const std::string& name,
                                const WordSet& otherwise) {
  if (group.contains("stopwords_path")) {
    return fail(unsupported_component("setting", "stopwords_path", name));
  }
  const auto given = list_in(group, "stopwords");
  if (!given) {
    return otherwise;
  }
  WordSet words;
  if (given->size() == 1 && given->front() == "_none_") {
    return words;
  }
  for (const std::string& word : *given) {
    if (word == "_english_") {
      words.insert(english_stop_words().begin(), english_stop_words().end());
    } else if (is_language_set(word)) {
      return fail(unsupported_component("stop word set", word, name));
    } else {
      words.insert(word);
    }
  }
  return words;
}

Result<std::optional<NamedFilter>> make_filter(const std::string& type, const std::string& name,
                                               const SettingGroup& group) {
  if (type == "lowercase") {
    if (group.contains("language")) {
      return fail(unsupported_component("setting", "language", name));
    }
    return NamedFilter{lowercase_filter(), true, true};
  }
  if (type == "asciifolding") {
    LIKEWISE_TRY(const bool preserve_original, flag_in(group, "preserve_original", false));
    if (preserve_original) {
      return fail(unsupported_component("setting", "preserve_original", name));
    }
    return NamedFilter{ascii_folding_filter(), true};
  }
  if (type == "trim") {
    return NamedFilter{trim_filter(), true};
  }
  if (type == "stop") {
    LIKEWISE_TRY(WordSet words, read_stop_words(group, name, english_stop_words()));
    LIKEWISE_TRY(const bool ignore_case, flag_in(group, "ignore_case", false));
    // Matters to suggesters only.
    LIKEWISE_TRY_STATUS(flag_in(group, "remove_trailing", true));
    return NamedFilter{stop_filter(std::move(words), ignore_case)};
  }
  if (type == "length") {
    LIKEWISE_TRY(TokenFilter filter, read_length(group));
    return NamedFilter{std::move(filter)};
  }
  if (type == "unique") {
    LIKEWISE_TRY(const bool same_position, flag_in(group, "only_on_same_position", false));
    if (same_position) {
      return fail(unsupported_component("setting", "only_on_same_position", name));
    }
    return NamedFilter{unique_filter()};
  }
  return std::nullopt;
}

Result<std::size_t> read_max_token_length(const SettingGroup& group) {
  LIKEWISE_TRY(const std::int64_t length, integer_in(group, "max_token_length", 255));
  if (length < 1) {
    return fail(illegal_argument("maxTokenLength must be greater than zero"));
  }
  if (length > kMaxTokenLengthLimit) {
    return fail(illegal_argument("maxTokenLength may not exceed 1048576"));
  }
  return static_cast<std::size_t>(length);
}

}  // namespace likewise
