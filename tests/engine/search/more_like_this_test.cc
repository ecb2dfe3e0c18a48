#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/search/bind.h"
#include "engine/search/rewrite.h"
#include "engine/search/searcher.h"
#include "tests/engine/search/golden_corpus.h"
#include "tests/engine/search/queries.h"

namespace likewise {
namespace {

/// A field of tokens, a field of words, and fields that more_like_this cannot use.
TestCorpus small_corpus() {
  TestCorpus corpus;
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "v"));
  corpus.add_field(TestCorpus::field(FieldKind::kText, "t"));
  corpus.add_field(TestCorpus::field(FieldKind::kLong, "n"));
  corpus.add_field(TestCorpus::field(FieldKind::kObject, "o"));
  corpus.add("1", {{"v", {"a", "b"}}, {"t", {"red fox"}}});
  corpus.add("2", {{"v", {"a", "c"}}, {"t", {"Red hen"}}});
  corpus.add("3", {{"v", {"d"}}, {"t", {"blue jay"}}});
  return corpus;
}

/// The rewritten plan, or the error.
std::string plan_of(const MoreLikeThisQuery& like, SearchOptions options = {}) {
  TestCorpus corpus = small_corpus();
  corpus.add_artificial("{}", {{"v", {"a", "d"}}, {"t", {"fox"}}});
  const IndexSnapshot snapshot = corpus.snapshot();
  options.index_name = "corpus";
  const Result<BoundQuery> bound = bind(query(like), snapshot, corpus, options);
  if (!bound) {
    return bound.error().type() + ": " + bound.error().message();
  }
  const Result<PlanRef> plan = rewrite(bound->plan, {options.dialect, options.max_clause_count});
  return plan ? to_string(**plan, snapshot) : plan.error().type();
}

MoreLikeThisQuery with_fields(std::vector<std::string> fields, MoreLikeThisQuery like) {
  like.fields = std::move(fields);
  return like;
}

TEST(MoreLikeThis, SearchesTheTermsOfADocumentAndLeavesItOut) {
  EXPECT_EQ(plan_of(like_document("v", "1")), "v:a v:b -_id:([fe 1f])");
  MoreLikeThisQuery including = like_document("v", "1");
  including.include = true;
  EXPECT_EQ(plan_of(including), "v:a v:b");
}

TEST(MoreLikeThis, AppliesMinimumShouldMatch) {
  MoreLikeThisQuery like = like_document("v", "1");
  like.minimum_should_match = "2";
  EXPECT_EQ(plan_of(like), "((v:a v:b)~2) -_id:([fe 1f])");
}

TEST(MoreLikeThis, OfATextExcludesNothing) {
  EXPECT_EQ(plan_of(like_text("t", "A fox, a red FOX")), "t:red t:fox");
}

TEST(MoreLikeThis, OfAnArtificialDocumentUsesAllItsFields) {
  MoreLikeThisQuery like = like_document("v", "1");
  LikeItem artificial;
  artificial.doc_json = "{}";
  like.like = {artificial};
  EXPECT_EQ(plan_of(like), "t:fox v:a v:d");
}

TEST(MoreLikeThis, OfAMissingDocumentFindsNothingButStillExcludesIt) {
  EXPECT_EQ(plan_of(like_document("v", "9")),
            "MatchNoDocsQuery(\"User requested \"match_none\" query.\") -_id:([fe 9f])");
  MoreLikeThisQuery like = like_document("v", "1");
  LikeItem other;
  other.index = "elsewhere";
  other.id = "2";
  like.like.push_back(other);
  EXPECT_EQ(plan_of(like), "v:a v:b -_id:([fe 1f] [fe 2f])");
}

TEST(MoreLikeThis, SkipsUnlikedTerms) {
  MoreLikeThisQuery like = like_document("v", "1");
  LikeItem other;
  other.id = "2";
  like.unlike = {other};
  EXPECT_EQ(plan_of(like), "v:b -_id:([fe 1f])");
  like.unlike = {LikeText{"b"}};
  EXPECT_EQ(plan_of(like), "v:a -_id:([fe 1f])");
  MoreLikeThisQuery text = like_text("v", "a");
  text.unlike = {other};
  EXPECT_EQ(plan_of(text), "v:a") << "unliked documents need liked ones";
}

TEST(MoreLikeThis, TakesTheAnalyzerThatIsNamed) {
  MoreLikeThisQuery like = like_text("t", "red");
  like.analyzer = "keyword";
  EXPECT_EQ(plan_of(like), "t:red");
  like.like = {LikeText{"red fox"}};
  EXPECT_EQ(plan_of(like), "MatchNoDocsQuery(\"User requested \"match_none\" query.\")");
  like.analyzer = "nope";
  EXPECT_EQ(plan_of(like), "t:red t:fox") << "an unknown name is ignored";
}

TEST(MoreLikeThis, KnowsWhichFieldsItCannotUse) {
  const std::string refusal =
      "query_shard_exception: failed to create query: more_like_this only supports text/keyword "
      "fields: ";
  const MoreLikeThisQuery like = like_document("v", "1");
  EXPECT_EQ(plan_of(with_fields({"n"}, like)), refusal + "[n]");
  EXPECT_EQ(plan_of(with_fields({"v", "_id"}, like)), refusal + "[_id]");
  EXPECT_EQ(plan_of(with_fields({"o"}, like)),
            "MatchNoDocsQuery(\"User requested \"match_none\" query.\") -_id:([fe 1f])");
  EXPECT_EQ(plan_of(with_fields({"nope"}, like)),
            "MatchNoDocsQuery(\"User requested \"match_none\" query.\") -_id:([fe 1f])");
  MoreLikeThisQuery lenient = with_fields({"n", "v"}, like);
  lenient.fail_on_unsupported_field = false;
  EXPECT_EQ(plan_of(lenient), "v:a v:b -_id:([fe 1f])");
  EXPECT_EQ(plan_of(with_fields({}, lenient)),
            "MatchNoDocsQuery(\"User requested \"match_none\" query.\")");
}

TEST(MoreLikeThis, NeedsAFieldForTexts) {
  MoreLikeThisQuery like = like_text("t", "red");
  like.fields.reset();
  const std::string refusal = plan_of(like);
  EXPECT_NE(refusal.find("query_shard_exception: failed to create query: [more_like_this] query "
                         "cannot infer the field to analyze the free text"),
            std::string::npos)
      << refusal;
  SearchOptions options;
  options.default_fields = {"t"};
  EXPECT_EQ(plan_of(like, options), "t:red");
  MoreLikeThisQuery document = like_document("v", "1");
  document.fields.reset();
  EXPECT_EQ(plan_of(document), "t:red t:fox v:a v:b -_id:([fe 1f])");
}

TEST(MoreLikeThis, OfATextInAnUnmappedFieldIsAnErrorInElasticsearch9) {
  const MoreLikeThisQuery like = like_text("nope", "red");
  EXPECT_EQ(plan_of(like), "MatchNoDocsQuery(\"User requested \"match_none\" query.\")");
  SearchOptions options;
  options.dialect = Dialect::kElasticsearch9;
  EXPECT_EQ(plan_of(like, options),
            "illegal_argument_exception: No analyzer configured for field nope");
}

TEST(MoreLikeThis, KeepsTheTypeOfErrorsThatRewritingMeets) {
  MoreLikeThisQuery like = like_document("v", "1");
  like.minimum_should_match = "many";
  EXPECT_EQ(plan_of(like), "number_format_exception: For input string: \"many\"");
  like.minimum_should_match = "1";
  like.boost_terms = -1.0F;
  EXPECT_EQ(plan_of(like), "illegal_argument_exception: boost must be a positive float, got -1.0");
}

TEST(MoreLikeThis, KeepsTheLeastInterestingOfTooManyTerms) {
  SearchOptions options;
  options.max_clause_count = 2;
  MoreLikeThisQuery like = like_text("t", "red fox hen jay");
  EXPECT_EQ(plan_of(like, options), "t:red t:fox");
}

TEST(MoreLikeThis, TellsHowTheSelectionFared) {
  TestCorpus corpus = golden_corpus();
  const IndexSnapshot snapshot = corpus.snapshot();
  MoreLikeThisQuery like = like_document("feature_vector.keyword", "3");
  like.max_query_terms = 5;
  MoreLikeThisQuery frequent = like;
  frequent.min_term_freq = 2;
  const Query both = Group().should(query(like)).should(query(frequent));
  const auto result = search(snapshot, corpus, both, SearchOptions());
  ASSERT_TRUE(result.has_value());
  ASSERT_EQ(result->notes.size(), 2U);
  EXPECT_EQ(result->notes[0].candidate_terms, 12U);
  EXPECT_EQ(result->notes[0].selected_terms, 5U);
  EXPECT_EQ(result->notes[0].dropped_by_max_query_terms, 7U);
  EXPECT_EQ(result->notes[1].selected_terms, 0U);
  EXPECT_EQ(result->notes[1].dropped_by_min_term_freq, 12U);
}

}  // namespace
}  // namespace likewise
