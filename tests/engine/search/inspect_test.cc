#include <string>

#include <gtest/gtest.h>

#include "engine/search/inspect.h"
#include "engine/search/uid_term.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

std::string text_of(const Explanation& explanation) {
  std::string text = explanation.description;
  for (const Explanation& detail : explanation.details) {
    text += " {" + text_of(detail) + "}";
  }
  return text;
}

/// Of the document with id 2, which is number 1 of its segment.
std::string explained(const Query& query, Dialect dialect = Dialect::kElasticsearch7) {
  TestCorpus corpus;
  corpus.add_field(TestCorpus::field(FieldKind::kText, "t"));
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "k"));
  corpus.add("1", {{"t", {"quick fox"}}, {"k", {"a"}}});
  corpus.add("2", {{"t", {"lazy dog"}}, {"k", {"c"}}});
  const IndexSnapshot snapshot = corpus.snapshot();
  SearchOptions options;
  options.dialect = dialect;
  const Result<DocumentExplanation> result = explain(snapshot, corpus, query, options, 1);
  EXPECT_TRUE(result.has_value());
  return result ? (result->matches ? "+ " : "- ") + text_of(result->explanation) : "";
}

TEST(ExplainMismatch, NamesWhatIsMissing) {
  struct Case {
    Query query;
    const char* expected;
  };
  const Case cases[] = {
      {term("t", "fox"), "- no matching term"},
      {query(MatchNoneQuery{}), "- User requested \"match_none\" query."},
      {constant_score(term("t", "fox")), "- ConstantScore(t:fox) doesn't match id 1"},
      {query(IdsQuery{{"1"}}), "- _id:([fe 1f]) doesn't match id 1"},
      {query(DisMaxQuery{{term("t", "fox"), term("k", "a")}}), "- No matching clause"},
      {match("t", "quick fox"), "- No matching clauses"},
      {Group().must(match("t", "quick fox")).must_not(term("k", "c")),
       "- Failure to meet condition(s) of required/prohibited clause(s) {no match on required "
       "clause (t:quick t:fox) {No matching clauses}} {match on prohibited clause (k:c) {k:c}}"},
      {Group().must(term("t", "fox")).filter(constant_score(term("k", "a"), 3.0F)),
       "- Failure to meet condition(s) of required/prohibited clause(s) {no match on required "
       "clause (t:fox) {no matching term}} {no match on required clause ((ConstantScore(k:a))^3.0) "
       "{k:a doesn't match id 1}}"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(explained(c.query), c.expected);
  }
}

TEST(ExplainMismatch, LaterVersionsNameOptionalClausesToo) {
  EXPECT_EQ(explained(match("t", "quick fox"), Dialect::kElasticsearch9),
            "- No matching clauses {no match on optional clause (t:quick) {no matching term}} {no "
            "match on optional clause (t:fox) {no matching term}}");
  EXPECT_EQ(
      explained(query(DisMaxQuery{{term("t", "fox"), term("k", "a")}}), Dialect::kElasticsearch9),
      "- No matching clause {no matching term} {no matching term}");
}

TEST(Describe, ShowsAQueryBeforeAndAfterItsRewriting) {
  TestCorpus corpus;
  corpus.add_field(TestCorpus::field(FieldKind::kText, "t"));
  corpus.add("1", {{"t", {"quick fox"}}});
  const IndexSnapshot snapshot = corpus.snapshot();
  const Query nested = Group().must(Group().must(term("t", "a")).must(term("t", "b")));
  const auto bound = describe(snapshot, corpus, nested, {}, false);
  const auto rewritten = describe(snapshot, corpus, nested, {}, true);
  ASSERT_TRUE(bound.has_value() && rewritten.has_value());
  EXPECT_EQ(*bound, "+(+t:a +t:b)");
  EXPECT_EQ(*rewritten, "+t:a +t:b");
}

TEST(UidTerm, HasElasticsearchsThreeForms) {
  const struct {
    const char* id;
    const char* bytes;
  } cases[] = {{"1", "[fe 1f]"},  {"20", "[fe 20]"},       {"123", "[fe 12 3f]"},
               {"a", "[ff 61]"},  {"ab", "[ff 61 62]"},    {"aaaa", "[69 a6 9a]"},
               {"_w", "[fd ff]"}, {"a b", "[ff 61 20 62]"}};
  for (const auto& c : cases) {
    EXPECT_EQ(bytes_text(uid_term(c.id)), c.bytes) << c.id;
  }
}

}  // namespace
}  // namespace likewise
