/// @file
/// From a more_like_this clause to the disjunctions of the terms it selects.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/search/binder.h"
#include "engine/search/term_selection.h"

namespace likewise {
namespace {

constexpr std::string_view kCannotInfer =
    "[more_like_this] query cannot infer the field to analyze the free text, you should update the "
    "[index.query.default_field] index setting to a field that exists in the mapping or set the "
    "[fields] option in the query.";

constexpr std::array<std::string_view, 10> kMetadataFields = {
    "_id",   "_index",  "_type",    "_routing", "_source",
    "_size", "_seq_no", "_version", "_ignored", "_field_names"};

Error illegal_argument(std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message))
      .with_type("illegal_argument_exception");
}

bool has_text(const std::vector<Like>& likes) {
  return std::any_of(likes.begin(), likes.end(),
                     [](const Like& like) { return std::holds_alternative<LikeText>(like); });
}

bool has_item(const std::vector<Like>& likes) {
  return std::any_of(likes.begin(), likes.end(),
                     [](const Like& like) { return std::holds_alternative<LikeItem>(like); });
}

/// The statistics of the searched snapshot, as term selection asks for them.
class SnapshotTerms final : public TermLookup {
 public:
  explicit SnapshotTerms(const IndexSnapshot& snapshot) : snapshot_(snapshot) {}

  std::optional<FieldId> find_field(std::string_view name) const override {
    const Field* field = snapshot_.mapping->find(name);
    return field != nullptr && is_string_kind(field->kind) ? std::optional(field->id)
                                                           : std::nullopt;
  }

  Found find_term(FieldId field, std::string_view text) const override {
    const std::optional<TermId> term = snapshot_.dictionary->find(field, text);
    return term ? Found{*term, snapshot_.doc_freq(field, *term)} : Found{};
  }

  std::uint64_t live_count() const override { return snapshot_.live_count; }

 private:
  const IndexSnapshot& snapshot_;
};

/// One clause while it is bound.
class LikeBinder {
 public:
  LikeBinder(const MoreLikeThisQuery& query, std::vector<std::string> fields,
             const IndexSnapshot& snapshot, const DocumentAccess& documents,
             const SearchOptions& options)
      : query_(query),
        fields_(std::move(fields)),
        snapshot_(snapshot),
        documents_(documents),
        options_(options),
        terms_(snapshot),
        filter_(query) {
    note_.min_term_freq = query.min_term_freq;
    note_.min_doc_freq = query.min_doc_freq;
    note_.max_doc_freq = query.max_doc_freq;
    note_.max_query_terms = query.max_query_terms;
  }

  /// The disjunctions of the liked documents and of the liked texts, those that exist.
  Result<PlanRef> bind() {
    LIKEWISE_TRY_STATUS(skip_unliked());
    BoolPlan both;
    if (has_item(query_.like)) {
      LIKEWISE_TRY(PlanRef documents, like_documents());
      both.clauses.push_back({Occur::kShould, std::move(documents)});
    }
    if (has_text(query_.like)) {
      LIKEWISE_TRY(PlanRef texts, like_texts());
      both.clauses.push_back({Occur::kShould, std::move(texts)});
    }
    return make_plan(std::move(both));
  }

  TermSelectionNote take_note() { return std::move(note_); }

 private:
  bool reports_terms() const { return static_cast<bool>(options_.profile_clock); }

  TermSelectionContext context() { return {query_, filter_, terms_, note_, reports_terms()}; }

  /// Texts that are not liked count always; documents only beside liked documents.
  Status skip_unliked() {
    for (const Like& unlike : query_.unlike) {
      if (const auto* text = std::get_if<LikeText>(&unlike)) {
        LIKEWISE_TRY(const auto analyzer, text_analyzer());
        analyzer->analyze(text->text,
                          [&](std::string_view token) { filter_.skip(fields_.front(), token); });
        continue;
      }
      if (!has_item(query_.like)) {
        continue;
      }
      LIKEWISE_TRY(const auto vectors,
                   documents_.term_vectors(std::get<LikeItem>(unlike), fields_));
      for (const auto& [field, vector] : vectors) {
        for (const auto& [term, frequency] : vector) {
          filter_.skip(field, term);
        }
      }
    }
    return {};
  }

  Result<PlanRef> like_documents() {
    std::vector<std::map<std::string, TermVector>> vectors;
    for (const Like& like : query_.like) {
      if (const auto* item = std::get_if<LikeItem>(&like)) {
        LIKEWISE_TRY(auto vector, documents_.term_vectors(*item, fields_));
        vectors.push_back(std::move(vector));
      }
    }
    LIKEWISE_TRY(const auto selected, select_from_documents(context(), vectors));
    return disjunction(selected);
  }

  Result<PlanRef> like_texts() {
    LIKEWISE_TRY(const auto analyzer, text_analyzer());
    WordCounts counts;
    WordCounts rejected;
    for (const Like& like : query_.like) {
      if (const auto* text = std::get_if<LikeText>(&like)) {
        count_like_text(*analyzer, text->text, fields_.front(), filter_, counts,
                        reports_terms() ? &rejected : nullptr);
      }
    }
    LIKEWISE_TRY(const auto selected, select_from_words(context(), counts, fields_));
    report_rejected_words(context(), rejected, fields_);
    return disjunction(selected);
  }

  /// Texts are analysed for the first field, whatever field their terms are then searched in.
  Result<std::shared_ptr<const Analyzer>> text_analyzer() const {
    if (!query_.analyzer.empty()) {
      auto named = find_analyzer(options_.analyzers, query_.analyzer);
      if (named != nullptr) {
        return named;
      }
    }
    const Field* field = snapshot_.mapping->find(fields_.front());
    if (field != nullptr && field->search_analyzer != nullptr) {
      return field->search_analyzer;
    }
    if (field == nullptr && options_.dialect == Dialect::kElasticsearch9) {
      return fail(illegal_argument("No analyzer configured for field " + fields_.front())
                      .raised_in_shard());
    }
    return builtin_analyzer("standard");
  }

  /// Of more clauses than allowed the least interesting ones stay, as in Elasticsearch.
  Result<PlanRef> disjunction(const std::vector<SelectedTerm>& selected) {
    BoolPlan group;
    const std::size_t count = std::min(selected.size(), options_.max_clause_count);
    group.clauses.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const SelectedTerm& term = selected[i];
      PlanRef plan = make_plan(TermPlan{term.field, term.term, {}});
      if (term.boost) {
        plan = make_plan(BoostPlan{std::move(plan), *term.boost});
      }
      group.clauses.push_back({Occur::kShould, std::move(plan)});
    }
    if (reports_terms()) {
      report_cut(std::span(selected).subspan(count));
    }
    LIKEWISE_TRY_STATUS(apply_minimum_should_match(query_.minimum_should_match, group));
    return make_plan(std::move(group));
  }

  /// Terms that were selected but found no room in the query.
  void report_cut(std::span<const SelectedTerm> cut) {
    std::set<std::pair<std::string_view, std::string_view>> names;
    for (const SelectedTerm& clause : cut) {
      names.emplace(snapshot_.mapping->field(clause.field).name,
                    snapshot_.dictionary->text(clause.field, clause.term));
    }
    for (LikedTerm& term : note_.terms) {
      if (term.fate == TermFate::kKept && names.contains({term.field, term.text})) {
        term.fate = TermFate::kMaxClauseCount;
      }
    }
  }

  const MoreLikeThisQuery& query_;
  std::vector<std::string> fields_;
  const IndexSnapshot& snapshot_;
  const DocumentAccess& documents_;
  const SearchOptions& options_;
  SnapshotTerms terms_;
  TermFilter filter_;
  TermSelectionNote note_;
};

/// Kept terms first, the most interesting of them first, as people read them.
void arrange(std::vector<LikedTerm>& terms) {
  std::stable_sort(terms.begin(), terms.end(), [](const LikedTerm& a, const LikedTerm& b) {
    const bool a_kept = a.fate == TermFate::kKept;
    const bool b_kept = b.fate == TermFate::kKept;
    return a_kept != b_kept ? a_kept : a.score > b.score;
  });
}

/// The fields to take terms from, or the cause why the query cannot be built.
Result<std::vector<std::string>> liked_fields(const MoreLikeThisQuery& query,
                                              const Mapping& mapping,
                                              const SearchOptions& options) {
  if (!query.fields) {
    const std::vector<std::string>& fields = options.default_fields;
    const bool any_field = std::find(fields.begin(), fields.end(), "*") != fields.end();
    if (any_field && (has_text(query.like) || has_text(query.unlike))) {
      return fail(illegal_argument(std::string(kCannotInfer)));
    }
    return fields;
  }
  std::vector<std::string> fields;
  for (const std::string& name : *query.fields) {
    const Field* field = mapping.find(name);
    const bool is_metadata =
        std::find(kMetadataFields.begin(), kMetadataFields.end(), name) != kMetadataFields.end();
    const bool supported = field == nullptr
                               ? !is_metadata
                               : field->kind == FieldKind::kObject || is_string_kind(field->kind);
    if (supported) {
      fields.push_back(name);
    } else if (query.fail_on_unsupported_field) {
      return fail(
          illegal_argument("more_like_this only supports text/keyword fields: [" + name + "]"));
    }
  }
  return fields;
}

std::vector<std::string> liked_ids(const MoreLikeThisQuery& query) {
  std::vector<std::string> ids;
  for (const Like& like : query.like) {
    const auto* item = std::get_if<LikeItem>(&like);
    if (item != nullptr && item->id) {
      ids.push_back(*item->id);
    }
  }
  return ids;
}

}  // namespace

Result<PlanRef> Binder::operator()(const MoreLikeThisQuery& query) {
  const std::size_t note = notes.size();
  notes.emplace_back();
  Result<std::vector<std::string>> fields = liked_fields(query, mapping(), options_);
  if (!fields) {
    return fail(query_shard_error(std::move(fields).error()));
  }
  if (fields->empty()) {
    return make_plan(NonePlan{});
  }
  LikeBinder binder(query, *std::move(fields), snapshot_, documents_, options_);
  LIKEWISE_TRY(PlanRef liked, binder.bind());
  notes[note] = binder.take_note();
  arrange(notes[note].terms);
  if (!has_item(query.like)) {
    return liked;
  }
  BoolPlan others;
  others.clauses.push_back({Occur::kShould, std::move(liked)});
  std::vector<std::string> ids = liked_ids(query);
  if (!query.include && !ids.empty()) {
    LIKEWISE_TRY(PlanRef excluded, ids_plan(std::move(ids)));
    others.clauses.push_back({Occur::kMustNot, std::move(excluded)});
  }
  return make_plan(std::move(others));
}

}  // namespace likewise
