#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/located_tokens.h"
#include "engine/base/pattern.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/document_parser.h"
#include "engine/dsl/field_value.h"
#include "engine/dsl/json.h"
#include "engine/dsl/located_source.h"
#include "engine/dsl/match_options.h"
#include "engine/dsl/raw_members.h"

namespace likewise {
namespace {

bool is_wanted(const Field& field, const std::vector<std::string>& patterns) {
  return field.indexed && is_string_kind(field.kind) &&
         std::any_of(patterns.begin(), patterns.end(), [&field](const std::string& pattern) {
           return matches_pattern(pattern, field.name);
         });
}

/// `value`, or what it holds if it is an array of arrays.
template <class Sink>
void for_each_item(const json::Value& value, Sink sink) {
  if (!value.is_array()) {
    sink(value);
    return;
  }
  for (const json::Value& item : value.items) {
    for_each_item(item, sink);
  }
}

/// Follows a dotted path through objects and arrays; a name may hold dots itself. `sink` gets what
/// is there, arrays flattened.
template <class Sink>
void for_each_leaf(const json::Value& value, std::string_view path, Sink sink) {
  if (value.is_array()) {
    for (const json::Value& item : value.items) {
      for_each_leaf(item, path, sink);
    }
    return;
  }
  for (const auto& [name, member] : value.members) {
    if (name == path) {
      for_each_item(member, sink);
    } else if (path.size() > name.size() && path[name.size()] == '.' && path.starts_with(name)) {
      for_each_leaf(member, path.substr(name.size() + 1), sink);
    }
  }
}

/// Every scalar at a path, as Java prints the parsed value.
template <class Sink>
void for_each_value(const json::Value& document, std::string_view path, Sink sink) {
  for_each_leaf(document, path, [&sink](const json::Value& value) {
    if (value.is_string() || value.is_boolean()) {
      sink(scalar_text(value));
    } else if (value.is_number()) {
      sink(java_scalar_text({ScalarKind::kNumber, value.text}));
    }
  });
}

/// The same for a document as text: only the members on the path become a tree, and texts without
/// escapes, which tokens are, not even they.
template <class Sink>
void for_each_source_value(std::string_view source, std::string_view path, Sink sink) {
  RawMembers members(source);
  while (const std::optional<RawMember> member = members.next()) {
    const std::string_view name = member->name;
    if (name == path) {
      if (const auto texts = plain_strings(member->value)) {
        std::for_each(texts->begin(), texts->end(), sink);
        continue;
      }
    } else if (name.find('\\') == std::string_view::npos &&
               !(path.starts_with(name) && path[name.size()] == '.')) {
      continue;
    }
    const Result<json::Value> tree = json::parse(fmt::format("{{\"{}\":{}}}", name, member->value));
    if (tree.has_value()) {
      for_each_value(*tree, path, sink);
    }
  }
}

/// Sorts and counts. std::string compares bytes as unsigned, which is Lucene's order of terms.
TermVector count_terms(std::vector<std::string> terms) {
  std::sort(terms.begin(), terms.end());
  TermVector vector;
  for (std::string& term : terms) {
    if (!vector.empty() && vector.back().first == term) {
      ++vector.back().second;
    } else {
      vector.emplace_back(std::move(term), 1);
    }
  }
  return vector;
}

/// Puts the values of one field behind each other.
class FieldLocator {
 public:
  FieldLocator(const Analyzer& analyzer, std::uint32_t gap) : analyzer_(analyzer), gap_(gap) {}

  void add(const std::string& value) {
    const LocatedText text = locate_tokens(analyzer_, value);
    for (const LocatedToken& token : text.tokens) {
      next_position_ += token.increment;
      terms_[token.term].push_back(
          {next_position_ - 1, offset_ + token.begin, offset_ + token.end});
    }
    next_position_ += text.dropped_behind + gap_;
    offset_ += text.length + 1;
  }

  LocatedTerms take() { return std::move(terms_); }

 private:
  const Analyzer& analyzer_;
  const std::uint32_t gap_;
  std::uint32_t next_position_ = 0;
  std::size_t offset_ = 0;
  LocatedTerms terms_;
};

/// A mapping whose named text fields are analysed otherwise. Field numbers stay.
std::shared_ptr<const Mapping> with_analyzers(const Mapping& mapping,
                                              const FieldAnalyzers& analyzers) {
  auto changed = std::make_shared<Mapping>();
  changed->dynamic = mapping.dynamic;
  changed->date_detection = mapping.date_detection;
  changed->numeric_detection = mapping.numeric_detection;
  for (Field field : mapping.fields()) {
    const auto named = analyzers.find(field.name);
    if (named != analyzers.end() && field.kind == FieldKind::kText) {
      field.analyzer = named->second;
    }
    changed->add(std::move(field));
  }
  return changed;
}

}  // namespace

Result<std::map<std::string, TermVector>> source_term_vectors(
    std::string_view source, const Mapping& mapping, const std::vector<std::string>& fields,
    const FieldAnalyzers& analyzers) {
  std::map<std::string, TermVector> vectors;
  for (const Field& field : mapping.fields()) {
    if (!is_wanted(field, fields)) {
      continue;
    }
    const auto named = analyzers.find(field.name);
    const Analyzer& analyzer = named == analyzers.end() ? *field.analyzer : *named->second;
    std::vector<std::string> terms;
    for_each_source_value(source, field.source_path, [&](std::string_view text) {
      analyzer.analyze(text, [&terms](std::string_view term) { terms.emplace_back(term); });
    });
    if (!terms.empty()) {
      vectors.emplace(field.name, count_terms(std::move(terms)));
    }
  }
  return vectors;
}

Result<std::vector<Scalar>> source_scalars(std::string_view source, std::string_view path) {
  LIKEWISE_TRY(const json::Value document, json::parse(source));
  std::vector<Scalar> values;
  for_each_leaf(document, path, [&](const json::Value& value) {
    if (!value.is_object() && !value.is_null()) {
      values.push_back(to_scalar(value));
    }
  });
  return values;
}

Result<std::map<std::string, LocatedTerms>> located_source_terms(
    std::string_view source, const Mapping& mapping, const std::vector<std::string>& fields,
    const FieldAnalyzers& analyzers) {
  LIKEWISE_TRY(const json::Value document, json::parse(source));
  std::map<std::string, LocatedTerms> located;
  for (const Field& field : mapping.fields()) {
    if (!is_wanted(field, fields)) {
      continue;
    }
    const auto named = analyzers.find(field.name);
    const Analyzer& analyzer = named == analyzers.end() ? *field.analyzer : *named->second;
    FieldLocator locator(analyzer,
                         field.kind == FieldKind::kText ? field.position_increment_gap : 0);
    for_each_value(document, field.source_path,
                   [&locator](const std::string& text) { locator.add(text); });
    LocatedTerms terms = locator.take();
    if (!terms.empty()) {
      located.emplace(field.name, std::move(terms));
    }
  }
  return located;
}

Result<FieldAnalyzers> parse_field_analyzers(std::string_view json, const MappingContext& context) {
  LIKEWISE_TRY(const json::Value names, json::parse(json));
  FieldAnalyzers analyzers;
  for (const auto& [field, name] : names.members) {
    std::shared_ptr<const Analyzer> analyzer = find_analyzer(&context.analyzers, name.text);
    analyzers[field] = analyzer != nullptr ? std::move(analyzer) : builtin_analyzer("standard");
  }
  return analyzers;
}

Result<std::map<std::string, TermVector>> artificial_term_vectors(
    std::string_view source, const std::shared_ptr<const Mapping>& mapping,
    const MappingContext& context, const std::vector<std::string>& fields,
    const FieldAnalyzers& analyzers) {
  std::map<std::string, TermVector> vectors;
  ParsedDocument document;
  DocumentParser parser(context);
  const std::shared_ptr<const Mapping> used =
      analyzers.empty() ? mapping : with_analyzers(*mapping, analyzers);
  if (!parser.parse(source, used, document).has_value()) {
    return vectors;
  }
  for (const ParsedDocument::FieldTokens& tokens : document.fields()) {
    const Field& field = document.mapping->field(tokens.field);
    const bool is_named =
        fields.empty() || std::find(fields.begin(), fields.end(), field.name) != fields.end();
    if (!is_named || !is_string_kind(field.kind)) {
      continue;
    }
    std::vector<std::string> terms;
    terms.reserve(tokens.tokens.size());
    for (const ParsedDocument::TokenSpan span : tokens.tokens) {
      terms.emplace_back(document.text(span));
    }
    vectors.emplace(field.name, count_terms(std::move(terms)));
  }
  return vectors;
}

}  // namespace likewise
