#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/setting_groups.h"

namespace likewise {

/// A tokenizer or filter of a request: a name, or a definition.
struct AnalysisComponent {
  std::string name;
  std::optional<SettingGroup> definition;
};

/// The body of `_analyze`.
struct AnalyzeRequest {
  std::vector<std::string> texts;
  std::optional<std::string> analyzer;
  std::optional<std::string> field;
  std::optional<std::string> normalizer;
  std::optional<AnalysisComponent> tokenizer;
  std::vector<AnalysisComponent> filters;
  std::vector<AnalysisComponent> char_filters;
  bool explain = false;
  std::vector<std::string> attributes;

  bool has_components() const { return tokenizer || !filters.empty() || !char_filters.empty(); }
};

/// Errors: x_content_parse_exception with the position; action_request_validation_exception.
Result<AnalyzeRequest> parse_analyze_request(std::string_view body, bool has_index);

}  // namespace likewise
