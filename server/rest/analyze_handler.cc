#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/located_tokens.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"
#include "engine/search/uid_term.h"
#include "server/rest/handlers.h"
#include "server/rest/index_analysis.h"

namespace likewise::server {
namespace {

using Texts = std::vector<LocatedText>;

constexpr std::size_t kMaxTokens = 10'000;

/// The tokens after one step of an analyzer.
struct Stage {
  std::string name;
  Texts texts;
};

/// How an analyzer took the texts apart; the last stage has the tokens of the answer.
struct Analysis {
  bool is_custom = false;
  std::vector<Stage> stages;  ///< Custom: the tokenizer's, then one for each filter.
};

struct TokenStyle {
  std::uint32_t gap = 100;  ///< Positions between two texts.
  bool details = false;
  const std::vector<std::string>* attributes = nullptr;  ///< Of the details; empty: all.
};

/// Errors: more tokens than Elasticsearch's index.analyze.max_token_count allows by default.
Result<Texts> locate(const Analyzer& analyzer, const std::vector<std::string>& texts) {
  std::size_t tokens = 0;
  for (const std::string& text : texts) {
    analyzer.analyze(text, [&tokens](std::string_view) { ++tokens; });
  }
  if (tokens > kMaxTokens) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("The number of tokens produced by calling _analyze has exceeded "
                                  "the allowed maximum of [{}]. This limit can be set by changing "
                                  "the [index.analyze.max_token_count] index level setting.",
                                  kMaxTokens))
                    .with_type("illegal_state_exception")
                    .with_status(500));
  }
  Texts located;
  for (const std::string& text : texts) {
    located.push_back(locate_tokens(analyzer, text));
  }
  return located;
}

/// An analyzer that is shown as a whole.
Result<Analysis> analyze_whole(std::string name, const Analyzer& analyzer,
                               const std::vector<std::string>& texts) {
  LIKEWISE_TRY(Texts located, locate(analyzer, texts));
  return Analysis{false, {{std::move(name), std::move(located)}}};
}

/// A tokenizer and filters, each of which is a stage.
Result<Analysis> analyze_with_components(const IndexAnalysis& analysis,
                                         const AnalyzeRequest& request) {
  if (!request.char_filters.empty()) {
    return fail(Error(ErrorCode::kUnsupported, "char filters are not supported by likewise")
                    .with_type("illegal_argument_exception"));
  }
  const AnalysisComponent tokenizer =
      request.tokenizer.value_or(AnalysisComponent{"keyword", std::nullopt});
  LIKEWISE_TRY(const Tokenizer kind, analysis.tokenizer(tokenizer));
  Analysis result;
  result.is_custom = true;
  LIKEWISE_TRY(Texts words, locate(CustomAnalyzer("", kind, false, {}), request.texts));
  result.stages.push_back({tokenizer.name, std::move(words)});
  for (const AnalysisComponent& component : request.filters) {
    LIKEWISE_TRY(const IndexAnalysis::Filter filter, analysis.filter(component));
    Texts texts = result.stages.back().texts;
    for (LocatedText& text : texts) {
      apply_filter(text, filter.filter, filter.leaves_holes);
    }
    if (!request.explain) {
      result.stages.clear();
    }
    result.stages.push_back({component.name, std::move(texts)});
  }
  return result;
}

Result<Analysis> analyze_by_name(const IndexAnalysis& analysis, const AnalyzeRequest& request,
                                 const std::string& name) {
  const SettingGroup* const custom = analysis.custom_analyzer(name);
  if (custom != nullptr && request.explain) {
    AnalyzeRequest components = request;
    components.tokenizer = AnalysisComponent{custom->at("tokenizer"), std::nullopt};
    for (std::string& filter : list_in(*custom, "filter").value_or(std::vector<std::string>())) {
      components.filters.push_back({std::move(filter), std::nullopt});
    }
    return analyze_with_components(analysis, components);
  }
  LIKEWISE_TRY(const std::shared_ptr<const Analyzer> analyzer, analysis.analyzer(name));
  return analyze_whole(name, *analyzer, request.texts);
}

Result<Analysis> analyze_as_field(const IndexAnalysis& analysis, const AnalyzeRequest& request) {
  if (!analysis.has_index()) {
    return fail(illegal_argument("analysis based on a specific field requires an index"));
  }
  const Field* const field = analysis.mapping()->find(*request.field);
  if (field == nullptr || field->kind == FieldKind::kObject) {
    return analyze_by_name(analysis, request, "default");
  }
  if (!is_string_kind(field->kind)) {
    return fail(illegal_argument(
        fmt::format("Can't process field [{}], Analysis requests are only supported on tokenized "
                    "fields",
                    *request.field)));
  }
  if (field->kind == FieldKind::kKeyword) {
    const std::string name = field->normalizer.empty() ? "_keyword" : field->normalizer;
    return analyze_whole(name, *field->analyzer, request.texts);
  }
  const std::string name(field->analyzer->name());
  if (analysis.custom_analyzer(name) != nullptr) {
    return analyze_by_name(analysis, request, name);
  }
  return analyze_whole(name == "standard" ? "default" : name, *field->analyzer, request.texts);
}

Result<Analysis> analyze_normalized(const IndexAnalysis& analysis, const AnalyzeRequest& request) {
  const std::string& name = *request.normalizer;
  const auto own = analysis.context().normalizers.find(name);
  if (own != analysis.context().normalizers.end()) {
    return analyze_whole(name, *own->second, request.texts);
  }
  if (name != "lowercase") {
    return fail(illegal_argument(fmt::format("failed to find normalizer under [{}]", name)));
  }
  const CustomAnalyzer lowercase(name, Tokenizer{Tokenizer::Kind::kKeyword}, true, {});
  return analyze_whole(name, lowercase, request.texts);
}

Result<Analysis> run(const IndexAnalysis& analysis, const AnalyzeRequest& request) {
  if (request.analyzer) {
    return analyze_by_name(analysis, request, *request.analyzer);
  }
  if (request.normalizer) {
    return analyze_normalized(analysis, request);
  }
  if (request.has_components()) {
    return analyze_with_components(analysis, request);
  }
  if (request.field) {
    return analyze_as_field(analysis, request);
  }
  return analyze_by_name(analysis, request, "default");
}

void append_details(std::string& out, const LocatedToken& token,
                    const std::vector<std::string>& attributes) {
  const auto wanted = [&attributes](std::string_view name) {
    return attributes.empty() ||
           std::find(attributes.begin(), attributes.end(), name) != attributes.end();
  };
  if (wanted("bytes")) {
    fmt::format_to(std::back_inserter(out), R"(,"bytes":"{}")", bytes_text(token.term));
  }
  out += wanted("positionLength") ? ",\"positionLength\":1" : "";
  out += wanted("termFrequency") ? ",\"termFrequency\":1" : "";
}

void append_tokens(std::string& out, const Texts& texts, const TokenStyle& style) {
  out += "\"tokens\":[";
  std::int64_t position = -1;
  std::size_t offset = 0;
  for (const LocatedText& text : texts) {
    for (const LocatedToken& token : text.tokens) {
      position += token.increment;
      out += out.back() == '[' ? "{\"token\":" : ",{\"token\":";
      json::append_quoted(out, token.term);
      fmt::format_to(std::back_inserter(out),
                     R"(,"start_offset":{},"end_offset":{},"type":"{}","position":{})",
                     offset + token.begin, offset + token.end, token.type, position);
      if (style.details) {
        append_details(out, token, *style.attributes);
      }
      out += '}';
    }
    position += text.dropped_behind + style.gap;
    offset += text.length + 1;
  }
  out += ']';
}

void append_stage(std::string& out, const Stage& stage, const TokenStyle& style) {
  out += "{\"name\":";
  json::append_quoted(out, stage.name);
  out += ',';
  append_tokens(out, stage.texts, style);
  out += '}';
}

std::string explained(const Analysis& analysis, const TokenStyle& style) {
  std::string out = "{\"detail\":{\"custom_analyzer\":";
  if (!analysis.is_custom) {
    out += "false,\"analyzer\":";
    append_stage(out, analysis.stages.front(), style);
    return out + "}}";
  }
  out += "true,\"charfilters\":[],\"tokenizer\":";
  TokenStyle closed = style;
  closed.gap = 0;  // A tokenizer alone knows of no gap.
  append_stage(out, analysis.stages.front(), closed);
  out += ",\"tokenfilters\":[";
  for (std::size_t i = 1; i < analysis.stages.size(); ++i) {
    out += i > 1 ? "," : "";
    append_stage(out, analysis.stages[i], style);
  }
  return out + "]}}";
}

}  // namespace

RestResult analyze(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body_or_source());
  const std::string_view index = request.path("index");
  LIKEWISE_TRY(const AnalyzeRequest body, parse_analyze_request(request.body(), !index.empty()));
  IndexAnalysis available;
  if (!index.empty()) {
    LIKEWISE_TRY(available, IndexAnalysis::of_index(context, index));
  }
  LIKEWISE_TRY(const Analysis analysis, run(available, body));
  TokenStyle style{100, body.explain, &body.attributes};
  if (index.empty() && context.identity.typed() && !analysis.is_custom) {
    style.gap = 0;  // Version 7's global analyzers know of no gap.
  }
  if (body.explain) {
    return json_response(explained(analysis, style));
  }
  std::string out = "{";
  append_tokens(out, analysis.stages.back().texts, style);
  return json_response(out + "}");
}

}  // namespace likewise::server
