#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/analysis/token_filter.h"
#include "engine/base/error.h"
#include "engine/dsl/setting_groups.h"

namespace likewise {

enum class ComponentKind : std::uint8_t { kCharFilter, kTokenizer, kFilter, kAnalyzer };

/// True for what Elasticsearch has without plugins and likewise has not: "unknown" would be the
/// wrong answer.
bool exists_elsewhere(ComponentKind kind, std::string_view type);

Error unsupported_component(std::string_view what, std::string_view type, std::string_view name);

struct NamedFilter {
  TokenFilter filter;
  bool in_normalizers = false;  ///< Works on single characters.
  bool is_lowercase = false;
};

/// The filter of Elasticsearch's `type` with the settings `group`; none if likewise has no such
/// type. `name` is for error texts. Errors: those of Elasticsearch for values that cannot be;
/// kUnsupported.
Result<std::optional<NamedFilter>> make_filter(const std::string& type, const std::string& name,
                                               const SettingGroup& group);

/// `stopwords`: words, or the names of sets (`_english_`, `_none_`).
Result<WordSet> read_stop_words(const SettingGroup& group, const std::string& name,
                                const WordSet& otherwise);

/// `max_token_length`, 255 by default.
Result<std::size_t> read_max_token_length(const SettingGroup& group);

}  // namespace likewise
