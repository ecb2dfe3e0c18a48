#include "server/rest/index_analysis.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/analysis_components.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"
#include "server/rest/target_indices.h"

namespace likewise::server {
namespace {

/// The parts of an index's settings that analysis and mappings need, as a body of settings.
Result<std::string> relevant_settings(const RestContext& context, std::string_view index) {
  LIKEWISE_TRY(const std::string text, context.database.settings_json(index));
  LIKEWISE_TRY(const json::Value root, json::parse(text));
  std::string body = "{";
  const json::Value* const settings = root.find("index");
  for (const char* name : {"analysis", "similarity"}) {
    const json::Value* const part = settings == nullptr ? nullptr : settings->find(name);
    if (part != nullptr) {
      body += fmt::format("{}\"{}\":{}", body.size() > 1 ? "," : "", name, json::to_text(*part));
    }
  }
  return "{\"index\":" + body + "}}";
}

Error unsupported(std::string_view what, std::string_view name) {
  return Error(ErrorCode::kUnsupported,
               fmt::format("{} [{}] is not supported by likewise", what, name))
      .with_type("illegal_argument_exception");
}

}  // namespace

Result<IndexAnalysis> IndexAnalysis::of_index(const RestContext& context, std::string_view index) {
  if (!context.database.index_exists(index)) {
    return fail(index_not_found(index));
  }
  IndexAnalysis analysis;
  LIKEWISE_TRY(const std::string body, relevant_settings(context, index));
  LIKEWISE_TRY(ParsedSettings settings, parse_settings(body));
  analysis.settings_ = std::move(settings.values);
  analysis.analyzers_ = setting_groups(analysis.settings_, "index.analysis.analyzer.");
  LIKEWISE_TRY(analysis.context_, mapping_context(analysis.settings_));
  LIKEWISE_TRY(const std::string mapping, context.database.mapping_json(index));
  LIKEWISE_TRY(analysis.mapping_, parse_mapping(mapping, analysis.context_));
  return analysis;
}

Error IndexAnalysis::not_found(std::string_view what, std::string_view name) const {
  const bool is_analyzer = what == "analyzer";
  return illegal_argument(fmt::format("failed to find {}{}{} [{}]", has_index() ? "" : "global ",
                                      what, is_analyzer ? "" : " under", name));
}

Result<std::shared_ptr<const Analyzer>> IndexAnalysis::analyzer(const std::string& name) const {
  std::shared_ptr<const Analyzer> found = find_analyzer(&context_.analyzers, name);
  if (found != nullptr) {
    return found;
  }
  return fail(exists_elsewhere(ComponentKind::kAnalyzer, name) ? unsupported("analyzer", name)
                                                               : not_found("analyzer", name));
}

SettingGroup IndexAnalysis::definition_of(std::string_view kind,
                                          const AnalysisComponent& component) const {
  if (component.definition) {
    return *component.definition;
  }
  const auto groups = setting_groups(settings_, fmt::format("index.analysis.{}.", kind));
  const auto own = groups.find(component.name);
  return own != groups.end() ? own->second : SettingGroup{{"type", component.name}};
}

Result<Tokenizer> IndexAnalysis::tokenizer(const AnalysisComponent& component) const {
  const SettingGroup definition = definition_of("tokenizer", component);
  const auto type = definition.find("type");
  const std::string name = type == definition.end() ? component.name : type->second;
  std::optional<Tokenizer> tokenizer = builtin_tokenizer(name);
  if (!tokenizer) {
    return fail(exists_elsewhere(ComponentKind::kTokenizer, name) ? unsupported("tokenizer", name)
                                                                  : not_found("tokenizer", name));
  }
  if (tokenizer->kind == Tokenizer::Kind::kStandard ||
      tokenizer->kind == Tokenizer::Kind::kWhitespace) {
    LIKEWISE_TRY(tokenizer->max_units, read_max_token_length(definition));
  }
  return *tokenizer;
}

Result<IndexAnalysis::Filter> IndexAnalysis::filter(const AnalysisComponent& component) const {
  const SettingGroup definition = definition_of("filter", component);
  const auto type = definition.find("type");
  const std::string name = type == definition.end() ? component.name : type->second;
  LIKEWISE_TRY(std::optional<NamedFilter> filter, make_filter(name, component.name, definition));
  if (!filter) {
    return fail(exists_elsewhere(ComponentKind::kFilter, name) ? unsupported("filter", name)
                                                               : not_found("filter", name));
  }
  return Filter{std::move(filter->filter), name != "unique"};
}

const SettingGroup* IndexAnalysis::custom_analyzer(const std::string& name) const {
  const auto found = analyzers_.find(name);
  return found != analyzers_.end() && found->second.contains("tokenizer") ? &found->second
                                                                          : nullptr;
}

}  // namespace likewise::server
