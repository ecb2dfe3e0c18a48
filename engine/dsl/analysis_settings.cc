#include "engine/dsl/analysis_settings.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/custom_analyzer.h"
#include "engine/dsl/analysis_components.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/setting_groups.h"

namespace likewise {
namespace {

std::string text_in(const SettingGroup& group, const std::string& name) {
  const auto found = group.find(name);
  return found == group.end() ? std::string() : found->second;
}

/// Reads the definitions kind by kind: analyzers refer to tokenizers and filters by name.
class AnalysisReader {
 public:
  AnalysisReader(const FlatSettings& settings, MappingContext& context)
      : settings_(settings), context_(context) {}

  Status read();

 private:
  using ReadOne = Status (AnalysisReader::*)(const std::string& name, const SettingGroup& group);

  Status read_all(std::string_view kind, ReadOne read_one);
  Status read_char_filter(const std::string& name, const SettingGroup& group);
  Status read_tokenizer(const std::string& name, const SettingGroup& group);
  Status read_filter(const std::string& name, const SettingGroup& group);
  Status read_analyzer(const std::string& name, const SettingGroup& group);
  Status read_normalizer(const std::string& name, const SettingGroup& group);

  Result<std::shared_ptr<const Analyzer>> configured(const std::string& type,
                                                     const std::string& name,
                                                     const SettingGroup& group) const;
  Result<std::shared_ptr<const Analyzer>> custom(const std::string& name,
                                                 const SettingGroup& group) const;
  Result<Tokenizer> find_tokenizer(const std::string& tokenizer, const std::string& name) const;
  Result<NamedFilter> find_filter(const std::string& filter, const std::string& name) const;
  static Status refuse_char_filters(const SettingGroup& group, const std::string& name);

  const FlatSettings& settings_;
  MappingContext& context_;
  std::map<std::string, Tokenizer> tokenizers_;
  std::map<std::string, NamedFilter> filters_;
};

Status AnalysisReader::read() {
  LIKEWISE_TRY_STATUS(read_all("char_filter", &AnalysisReader::read_char_filter));
  LIKEWISE_TRY_STATUS(read_all("tokenizer", &AnalysisReader::read_tokenizer));
  LIKEWISE_TRY_STATUS(read_all("filter", &AnalysisReader::read_filter));
  LIKEWISE_TRY_STATUS(read_all("analyzer", &AnalysisReader::read_analyzer));
  return read_all("normalizer", &AnalysisReader::read_normalizer);
}

Status AnalysisReader::read_all(std::string_view kind, ReadOne read_one) {
  for (const auto& [name, group] :
       setting_groups(settings_, fmt::format("index.analysis.{}.", kind))) {
    const bool has_type = group.contains("type") || kind == "analyzer" || kind == "normalizer";
    if (!has_type) {
      return fail(illegal_argument(
          fmt::format("{} [{}] must specify either an analyzer type, or a tokenizer", kind, name)));
    }
    LIKEWISE_TRY_STATUS((this->*read_one)(name, group));
  }
  return {};
}

Status AnalysisReader::read_char_filter(const std::string& name, const SettingGroup& group) {
  const std::string type = text_in(group, "type");
  return fail(
      exists_elsewhere(ComponentKind::kCharFilter, type)
          ? unsupported_component("char_filter type", type, name)
          : illegal_argument(fmt::format("Unknown char_filter type [{}] for [{}]", type, name)));
}

Status AnalysisReader::read_tokenizer(const std::string& name, const SettingGroup& group) {
  const std::string type = text_in(group, "type");
  std::optional<Tokenizer> tokenizer = builtin_tokenizer(type);
  if (!tokenizer) {
    return fail(
        exists_elsewhere(ComponentKind::kTokenizer, type)
            ? unsupported_component("tokenizer type", type, name)
            : illegal_argument(fmt::format("Unknown tokenizer type [{}] for [{}]", type, name)));
  }
  const bool takes_length = tokenizer->kind == Tokenizer::Kind::kStandard ||
                            tokenizer->kind == Tokenizer::Kind::kWhitespace;
  if (takes_length) {
    LIKEWISE_TRY(tokenizer->max_units, read_max_token_length(group));
  }
  tokenizers_[name] = *tokenizer;
  return {};
}

Status AnalysisReader::read_filter(const std::string& name, const SettingGroup& group) {
  const std::string type = text_in(group, "type");
  LIKEWISE_TRY(std::optional<NamedFilter> filter, make_filter(type, name, group));
  if (!filter) {
    return fail(
        exists_elsewhere(ComponentKind::kFilter, type)
            ? unsupported_component("filter type", type, name)
            : illegal_argument(fmt::format("Unknown filter type [{}] for [{}]", type, name)));
  }
  filters_[name] = std::move(*filter);
  return {};
}

Status AnalysisReader::read_analyzer(const std::string& name, const SettingGroup& group) {
  if (name.starts_with('_')) {
    return fail(
        illegal_argument(fmt::format("analyzer name must not start with '_'. got \"{}\"", name)));
  }
  std::string type = text_in(group, "type");
  if (type.empty()) {
    if (!group.contains("tokenizer")) {
      return fail(illegal_argument(
          fmt::format("analyzer [{}] must specify either an analyzer type, or a tokenizer", name)));
    }
    type = "custom";
  }
  LIKEWISE_TRY(context_.analyzers[name],
               type == "custom" ? custom(name, group) : configured(type, name, group));
  return {};
}

/// A built-in type with settings.
Result<std::shared_ptr<const Analyzer>> AnalysisReader::configured(
    const std::string& type, const std::string& name, const SettingGroup& group) const {
  const std::shared_ptr<const Analyzer> builtin = builtin_analyzer(type);
  if (builtin == nullptr) {
    return fail(
        exists_elsewhere(ComponentKind::kAnalyzer, type)
            ? unsupported_component("analyzer type", type, name)
            : illegal_argument(fmt::format("Unknown analyzer type [{}] for [{}]", type, name)));
  }
  const bool is_standard = type == "standard";
  if (!is_standard && type != "stop") {
    return builtin;
  }
  Tokenizer tokenizer{is_standard ? Tokenizer::Kind::kStandard : Tokenizer::Kind::kLowercase};
  if (is_standard) {
    LIKEWISE_TRY(tokenizer.max_units, read_max_token_length(group));
  }
  LIKEWISE_TRY(WordSet words,
               read_stop_words(group, name, is_standard ? WordSet() : english_stop_words()));
  std::vector<TokenFilter> filters;
  if (!words.empty()) {
    filters.push_back(stop_filter(std::move(words), false));
  }
  return std::make_shared<const CustomAnalyzer>(name, tokenizer, true, std::move(filters));
}

Result<std::shared_ptr<const Analyzer>> AnalysisReader::custom(const std::string& name,
                                                               const SettingGroup& group) const {
  if (!group.contains("tokenizer")) {
    return fail(illegal_argument(
        fmt::format("Custom Analyzer [{}] must be configured with a tokenizer", name)));
  }
  LIKEWISE_TRY(const Tokenizer tokenizer, find_tokenizer(text_in(group, "tokenizer"), name));
  LIKEWISE_TRY_STATUS(refuse_char_filters(group, name));
  bool lowercase = false;
  std::vector<TokenFilter> filters;
  for (const std::string& filter_name :
       list_in(group, "filter").value_or(std::vector<std::string>())) {
    LIKEWISE_TRY(NamedFilter filter, find_filter(filter_name, name));
    if (filter.is_lowercase && filters.empty()) {
      lowercase = true;  // The analyzer has a faster way for this one.
    } else {
      filters.push_back(std::move(filter.filter));
    }
  }
  return std::make_shared<const CustomAnalyzer>(name, tokenizer, lowercase, std::move(filters));
}

Status AnalysisReader::read_normalizer(const std::string& name, const SettingGroup& group) {
  const std::string type = text_in(group, "type");
  const bool is_lowercase = type == "lowercase";
  if (!type.empty() && type != "custom" && !is_lowercase) {
    return fail(illegal_argument(fmt::format("Unknown normalizer type [{}] for [{}]", type, name)));
  }
  if (!is_lowercase && group.contains("tokenizer")) {
    return fail(
        illegal_argument(fmt::format("Custom normalizer [{}] cannot configure a tokenizer", name)));
  }
  std::vector<TokenFilter> filters;
  if (!is_lowercase) {
    LIKEWISE_TRY_STATUS(refuse_char_filters(group, name));
    for (const std::string& filter_name :
         list_in(group, "filter").value_or(std::vector<std::string>())) {
      LIKEWISE_TRY(NamedFilter filter, find_filter(filter_name, name));
      if (!filter.in_normalizers) {
        return fail(illegal_argument(
            fmt::format("Custom normalizer [{}] may not use filter [{}]", name, filter_name)));
      }
      filters.push_back(std::move(filter.filter));
    }
  }
  context_.normalizers[name] = std::make_shared<const CustomAnalyzer>(
      name, Tokenizer{Tokenizer::Kind::kKeyword}, is_lowercase, std::move(filters));
  return {};
}

Status AnalysisReader::refuse_char_filters(const SettingGroup& group, const std::string& name) {
  const auto given = list_in(group, "char_filter");
  if (!given || given->empty()) {
    return {};
  }
  const std::string& first = given->front();
  return fail(
      exists_elsewhere(ComponentKind::kCharFilter, first)
          ? unsupported_component("char_filter", first, name)
          : illegal_argument(fmt::format(
                "Custom Analyzer [{}] failed to find char_filter under name [{}]", name, first)));
}

Result<Tokenizer> AnalysisReader::find_tokenizer(const std::string& tokenizer,
                                                 const std::string& name) const {
  if (const auto own = tokenizers_.find(tokenizer); own != tokenizers_.end()) {
    return own->second;
  }
  if (const std::optional<Tokenizer> builtin = builtin_tokenizer(tokenizer)) {
    return *builtin;
  }
  return fail(
      exists_elsewhere(ComponentKind::kTokenizer, tokenizer)
          ? unsupported_component("tokenizer", tokenizer, name)
          : illegal_argument(fmt::format(
                "Custom Analyzer [{}] failed to find tokenizer under name [{}]", name, tokenizer)));
}

Result<NamedFilter> AnalysisReader::find_filter(const std::string& filter,
                                                const std::string& name) const {
  if (const auto own = filters_.find(filter); own != filters_.end()) {
    return own->second;
  }
  LIKEWISE_TRY(std::optional<NamedFilter> builtin, make_filter(filter, name, SettingGroup()));
  if (builtin) {
    return std::move(*builtin);
  }
  return fail(
      exists_elsewhere(ComponentKind::kFilter, filter)
          ? unsupported_component("filter", filter, name)
          : illegal_argument(fmt::format(
                "Custom Analyzer [{}] failed to find filter under name [{}]", name, filter)));
}

}  // namespace

Status read_analysis(const FlatSettings& settings, MappingContext& context) {
  return AnalysisReader(settings, context).read();
}

}  // namespace likewise
