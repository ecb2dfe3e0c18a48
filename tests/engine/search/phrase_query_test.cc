#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/java_text.h"
#include "engine/search/bind.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

/// The documents whose scores Elasticsearch 7.10.2 was asked for.
TestCorpus corpus() {
  TestCorpus corpus;
  corpus.add_field(TestCorpus::field(FieldKind::kText, "t"));
  Field stop = TestCorpus::field(FieldKind::kText, "u");
  stop.analyzer = stop.search_analyzer = builtin_analyzer("stop");
  corpus.add_field(stop);
  Field frequencies = TestCorpus::field(FieldKind::kText, "f");
  frequencies.index_options = IndexOptions::kFreqs;
  corpus.add_field(frequencies);
  Field boolean = TestCorpus::field(FieldKind::kText, "b");
  boolean.similarity.kind = SimilarityKind::kBoolean;
  corpus.add_field(boolean);
  Field near = TestCorpus::field(FieldKind::kText, "g");
  near.position_increment_gap = 3;
  corpus.add_field(near);
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "k"));
  corpus.add_field(TestCorpus::field(FieldKind::kLong, "l"));
  corpus.add("0", {{"t", {"a b c", "d e"}},
                   {"u", {"the quick fox of the world"}},
                   {"f", {"a b c"}},
                   {"b", {"a b a b"}},
                   {"g", {"a b", "c d"}},
                   {"k", {"A b"}},
                   {"l", {"5"}}});
  corpus.add("1", {{"t", {"b a b a c a b c quick fox jumps"}},
                   {"u", {"quick fox world"}},
                   {"b", {"b a"}},
                   {"k", {"b"}}});
  corpus.add("2", {{"t", {"a a b"}}, {"u", {"quick the fox"}}});
  corpus.add("3", {{"t", {"x"}}});
  corpus.add("4", {{"t", {"quick foo fox foxes fob foxy"}}});
  corpus.end_segment();
  corpus.add("5", {{"t", {"b c x a"}}});
  corpus.add("6", {{"t", {"quick foxes"}}});
  corpus.add("7", {{"t", {"quick brown fob"}}});
  return corpus;
}

MatchPhraseQuery phrase(std::string field, std::string text, std::int32_t slop = 0) {
  MatchPhraseQuery query;
  query.field = std::move(field);
  query.query.text = std::move(text);
  query.slop = slop;
  return query;
}

MatchPhraseQuery prefix(std::string field, std::string text, std::int32_t slop = 0) {
  MatchPhraseQuery query = phrase(std::move(field), std::move(text), slop);
  query.is_prefix = true;
  return query;
}

/// "id score …" or the error.
std::string hits(const Query& query) {
  TestCorpus documents = corpus();
  const IndexSnapshot snapshot = documents.snapshot();
  const Result<SearchResult> result = search(snapshot, documents, query, {});
  if (!result) {
    return result.error().type() + ": " + result.error().message();
  }
  std::string text;
  for (const SearchHit& hit : result->hits) {
    text += (text.empty() ? "" : " ") + documents.id(hit.doc) + " " + java_float(hit.score);
  }
  return text;
}

std::string plan_text(const Query& query) {
  TestCorpus documents = corpus();
  const IndexSnapshot snapshot = documents.snapshot();
  const Result<BoundQuery> bound = bind(query, snapshot, documents, {});
  return bound ? to_string(*bound->plan, snapshot) : bound.error().message();
}

struct Case {
  Query query;
  std::string expected;
};

TEST(PhraseQuery, ScoresAsElasticsearch) {
  const std::vector<Case> cases = {
      {query(phrase("t", "a b")), "2 1.5908295 1 1.3368149 0 1.3097506"},
      {query(phrase("t", "a b"), 2.0F), "2 3.181659 1 2.6736298 0 2.619501"},
      {query(phrase("t", "a b c")), "0 2.202064 1 1.4391997"},
      {query(phrase("t", "c d")), ""},
      {query(phrase("t", "c d", 99)), ""},
      {query(phrase("t", "c d", 100)), "0 0.04452896"},
      {query(phrase("t", "a a")), "2 1.5908295"},
      {query(phrase("t", "a a b", 3)), "2 2.3862443 1 1.3592277"},
      {query(phrase("t", "zork b")), ""},
      {query(phrase("u", "fox the world")), ""},
      {query(phrase("u", "the fox of the world")), "0 0.57417387"},
      {query(phrase("b", "a b")), "0 1.0"},
      {query(phrase("g", "b c", 2)), ""},
      {query(phrase("g", "b c", 3)), "0 0.21824157"},
      {query(phrase("k", "A b")), "0 0.6931471"},
      {query(phrase("l", "5")), "0 1.0"},
      {query(phrase("_id", "3")), "3 1.0"},
      {query(phrase("none", "a b")), ""},
      {query(prefix("t", "quick fo")), "6 10.43738 4 7.0484657 1 5.013625"},
      {query(prefix("t", "fo")), "4 6.4467483 6 1.6466094 7 1.469924 1 0.79095364"},
      {query(prefix("t", "quick zork")), ""},
      {query(prefix("t", "a a", 3)), "2 1.5908295 1 0.85601187"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(hits(one.query), one.expected) << plan_text(one.query);
  }
}

TEST(PhraseQuery, TakesAsManyExpansionsAsAllowedAndAtLeastOne) {
  MatchPhraseQuery query = prefix("t", "quick fo");
  query.max_expansions = 2;
  EXPECT_EQ(plan_text({.node = query, .name = {}}), "t:\"quick (fob foo)\"");
  query.max_expansions = 0;
  EXPECT_EQ(plan_text({.node = query, .name = {}}), "t:\"quick fob\"");
  EXPECT_EQ(plan_text(likewise::query(phrase("u", "fox of the world"))), "u:\"fox ? ? world\"");
  EXPECT_EQ(plan_text(likewise::query(phrase("t", "a b", 2))), "t:\"a b\"~2");
}

TEST(PhraseQuery, NothingToLookForIsNoneOrAll) {
  EXPECT_EQ(hits(query(phrase("u", "the of"))), "");
  MatchPhraseQuery all = phrase("u", "the of");
  all.zero_terms_all = true;
  EXPECT_EQ(plan_text(query(all)), "*:*");
}

TEST(PhraseQuery, RefusesWhatHasNoPositions) {
  EXPECT_EQ(hits(query(phrase("f", "a b"))),
            "query_shard_exception: failed to create query: field:[f] was indexed without position "
            "data; cannot run PhraseQuery");
  EXPECT_EQ(hits(query(phrase("f", "a"))), "0 0.2876821");
  EXPECT_EQ(hits(query(prefix("k", "a"))),
            "query_shard_exception: failed to create query: Can only use phrase prefix queries on "
            "text fields - not on [k] which is of type [keyword]");
  MatchPhraseQuery named = phrase("t", "a b");
  named.analyzer = "zork";
  EXPECT_EQ(hits(query(named)), "query_shard_exception: [match_phrase] analyzer [zork] not found");
  MatchPhraseQuery lenient = phrase("f", "a b");
  lenient.lenient = true;
  EXPECT_EQ(hits(query(lenient)), "");
}

TEST(PhraseQuery, DeletedDocumentsAreNotRead) {
  TestCorpus documents = corpus();
  documents.erase("2");
  const IndexSnapshot snapshot = documents.snapshot();
  const Result<std::uint64_t> found = count(snapshot, documents, query(phrase("t", "a b")), {});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(*found, 2U);
}

}  // namespace
}  // namespace likewise
