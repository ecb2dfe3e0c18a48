#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/analysis/custom_analyzer.h"
#include "engine/base/error.h"
#include "engine/dsl/analyze_request.h"
#include "engine/dsl/mapping_json.h"
#include "engine/dsl/settings_json.h"
#include "engine/index/mapping.h"
#include "server/rest/rest_context.h"

namespace likewise::server {

/// What `_analyze` may name: the analysis of one index, or, without one, what is built in.
class IndexAnalysis {
 public:
  IndexAnalysis() = default;
  /// Errors: index_not_found_exception.
  static Result<IndexAnalysis> of_index(const RestContext& context, std::string_view index);

  bool has_index() const { return mapping_ != nullptr; }
  const Mapping* mapping() const { return mapping_.get(); }
  const MappingContext& context() const { return context_; }

  /// Errors of these three: as Elasticsearch words what it does not find; kUnsupported for what
  /// only Elasticsearch has.
  Result<std::shared_ptr<const Analyzer>> analyzer(const std::string& name) const;
  Result<Tokenizer> tokenizer(const AnalysisComponent& component) const;
  struct Filter {
    TokenFilter filter;
    bool leaves_holes = true;  ///< What it drops keeps its position.
  };
  Result<Filter> filter(const AnalysisComponent& component) const;

  /// The definition of a custom analyzer of the index; null for others.
  const SettingGroup* custom_analyzer(const std::string& name) const;

 private:
  Error not_found(std::string_view what, std::string_view name) const;
  SettingGroup definition_of(std::string_view kind, const AnalysisComponent& component) const;

  MappingContext context_;
  FlatSettings settings_;
  std::map<std::string, SettingGroup> analyzers_;
  std::shared_ptr<const Mapping> mapping_;
};

}  // namespace likewise::server
