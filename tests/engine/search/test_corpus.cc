#include "tests/engine/search/test_corpus.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/java_text.h"
#include "engine/index/numeric_term.h"

namespace likewise {
namespace {

std::string numeric_token(FieldKind kind, const std::string& text) {
  switch (kind) {
    case FieldKind::kBoolean:
      return encode_long_term(text == "true" ? 1 : 0);
    case FieldKind::kDouble:
      return encode_double_term(std::stod(text));
    case FieldKind::kFloat:
    case FieldKind::kHalfFloat:
      return encode_double_term(static_cast<double>(std::stof(text)));
    default:
      return encode_long_term(std::stoll(text));
  }
}

bool matches_pattern(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  return star == std::string_view::npos
             ? pattern == name
             : name.starts_with(pattern.substr(0, star)) &&
                   name.ends_with(pattern.substr(star + 1)) && name.size() + 1 >= pattern.size();
}

TermVector counted(const std::vector<std::string>& tokens) {
  std::map<std::string, std::uint32_t> counts;
  for (const std::string& token : tokens) {
    ++counts[token];
  }
  return {counts.begin(), counts.end()};
}

}  // namespace

void TestCorpus::add_dynamic_string(const std::string& name) {
  add_field(field(FieldKind::kText, name));
  Field keyword = field(FieldKind::kKeyword, name + ".keyword");
  keyword.source_path = name;
  keyword.is_multi_field = true;
  keyword.ignore_above = 256;
  add_field(std::move(keyword));
}

Field TestCorpus::field(FieldKind kind, const std::string& name) {
  Field field;
  field.name = name;
  field.source_path = name;
  field.kind = kind;
  field.norms = kind == FieldKind::kText;
  field.index_options = field.norms ? IndexOptions::kPositions : IndexOptions::kDocs;
  if (is_string_kind(kind)) {
    field.analyzer = builtin_analyzer(kind == FieldKind::kText ? "standard" : "keyword");
    field.search_analyzer = field.analyzer;
  }
  return field;
}

void TestCorpus::add_field(Field field) {
  mapping_->add(std::move(field));
}

std::vector<std::string> TestCorpus::tokens(const Field& field, const TestDocument& document,
                                            bool ignore_long) const {
  std::vector<std::string> tokens;
  const auto values = document.find(field.source_path);
  if (values == document.end() || field.kind == FieldKind::kObject) {
    return tokens;
  }
  for (const std::string& value : values->second) {
    if (ignore_long && field.ignore_above && utf16_length(value) > *field.ignore_above) {
      continue;
    }
    if (field.analyzer == nullptr) {
      tokens.push_back(numeric_token(field.kind, value));
      continue;
    }
    field.analyzer->analyze(value, [&](std::string_view token) { tokens.emplace_back(token); });
  }
  return tokens;
}

std::vector<FieldTerms> TestCorpus::field_terms(const TestDocument& document) {
  std::vector<FieldTerms> all;
  for (const Field& field : mapping_->fields()) {
    const std::vector<std::string> words = tokens(field, document, true);
    if (words.empty() || !field.indexed) {
      continue;
    }
    std::map<TermId, std::uint32_t> counts;
    for (const std::string& word : words) {
      ++counts[dictionary_->intern(field.id, word).term];
    }
    FieldTerms terms{field.id, static_cast<std::uint32_t>(words.size()), {}};
    for (const auto& [term, frequency] : counts) {
      terms.terms.push_back({term, frequency});
    }
    all.push_back(std::move(terms));
  }
  return all;
}

void TestCorpus::add(const std::string& id, const TestDocument& document) {
  erase(id);
  const auto doc = static_cast<DocId>(ids_.size());
  terms_.push_back(field_terms(document));
  builder_.add(doc, terms_.back(), *mapping_);
  ids_.push_back(id);
  documents_.push_back(document);
  dead_.push_back(false);
  docs_[id] = doc;
}

void TestCorpus::erase(const std::string& id) {
  const auto found = docs_.find(id);
  if (found != docs_.end()) {
    dead_[found->second] = true;
    docs_.erase(found);
  }
}

void TestCorpus::end_segment() {
  if (!builder_.empty()) {
    segments_.push_back(builder_.freeze());
  }
}

void TestCorpus::count(DocId doc, FieldStatistics* field_statistics) {
  for (const FieldTerms& terms : terms_[doc]) {
    FieldStatistics& statistics = field_statistics[terms.field];
    ++statistics.doc_count;
    for (const TermFrequency& term : terms.terms) {
      const bool counts = mapping_->field(terms.field).has_frequencies();
      statistics.sum_total_term_freq += counts ? term.frequency : 1;
      if (statistics.doc_freq.size() <= term.term) {
        statistics.doc_freq.resize(term.term + 1);
      }
      ++statistics.doc_freq[term.term];
    }
  }
}

IndexSnapshot TestCorpus::snapshot() {
  end_segment();
  IndexSnapshot snapshot;
  snapshot.mapping = std::make_shared<const Mapping>(*mapping_);
  snapshot.dictionary = dictionary_;
  for (const auto& segment : segments_) {
    LiveDocs live(segment->first_doc(), segment->end_doc());
    for (DocId doc = segment->first_doc(); doc < segment->end_doc(); ++doc) {
      if (dead_[doc]) {
        live.kill(doc);
      }
    }
    snapshot.segments.push_back({segment, std::make_shared<const LiveDocs>(std::move(live))});
  }
  std::vector<FieldStatistics> statistics(mapping_->fields().size());
  for (DocId doc = 0; doc < ids_.size(); ++doc) {
    if (!dead_[doc]) {
      ++snapshot.live_count;
      count(doc, statistics.data());
    }
  }
  for (FieldStatistics& field : statistics) {
    snapshot.statistics.push_back(std::make_shared<const FieldStatistics>(std::move(field)));
  }
  return snapshot;
}

void TestCorpus::add_artificial(const std::string& json, const TestDocument& document) {
  artificial_[json] = document;
}

Result<std::optional<DocId>> TestCorpus::find_id(std::string_view id) const {
  const auto found = docs_.find(id);
  return found == docs_.end() ? std::optional<DocId>() : found->second;
}

Result<std::map<std::string, TermVector>> TestCorpus::term_vectors(
    const LikeItem& item, const std::vector<std::string>& default_fields) const {
  const std::vector<std::string> all_fields = {"*"};
  const TestDocument* document = nullptr;
  const std::vector<std::string>* wanted = &default_fields;
  if (item.doc_json) {
    document = &artificial_.at(*item.doc_json);
    wanted = &all_fields;
  } else if (const auto found = docs_.find(*item.id); found != docs_.end()) {
    document = &documents_[found->second];
  }
  std::map<std::string, TermVector> vectors;
  if (document == nullptr || (item.index && *item.index != "corpus")) {
    return vectors;
  }
  if (!item.fields.empty()) {
    wanted = &item.fields;
  }
  for (const Field& field : mapping_->fields()) {
    const bool is_wanted = std::any_of(
        wanted->begin(), wanted->end(),
        [&](const std::string& pattern) { return matches_pattern(pattern, field.name); });
    const std::vector<std::string> words = tokens(field, *document, false);
    if (is_wanted && is_string_kind(field.kind) && field.indexed && !words.empty()) {
      vectors[field.name] = counted(words);
    }
  }
  return vectors;
}

Result<std::vector<Scalar>> TestCorpus::look_up(const TermsLookup& lookup) const {
  std::vector<Scalar> values;
  const auto found = docs_.find(lookup.id);
  if (found == docs_.end() || !documents_[found->second].contains(lookup.path)) {
    return values;
  }
  for (const std::string& text : documents_[found->second].at(lookup.path)) {
    values.push_back({.text = text});
  }
  return values;
}

Status TestCorpus::read_positions(
    DocId doc, FieldId field,
    const std::function<void(std::string_view, std::uint32_t)>& sink) const {
  const Field& asked = mapping_->field(field);
  std::uint32_t next = 0;
  for (const std::string& value : documents_[doc].at(asked.source_path)) {
    next += asked.analyzer->analyze_positions(value,
                                              [&](std::string_view term, std::uint32_t increment) {
                                                next += increment;
                                                sink(term, next - 1);
                                              });
    next += asked.position_increment_gap;
  }
  return {};
}

}  // namespace likewise
